#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: gate-oracle.py LIFTOFFCTL    what validate refuses as not strict JSON (exit 3) is what Python's json refuses once it is made strict

Python's reader takes NaN, duplicate names, lone surrogates and any depth; what is added here to make it strict is written from the contract of gate.h. The
inputs are damaged documents, the same in each run.
"""

import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile

CASES, AT_ONCE = 3000, 100
SAMPLES = [
    '{"format": 1, "id": "r", "name": "K\\u00e4se \\ud834\\udd1e “1”", "n": [-1.5e+3, true, false, null, {"\\u00e4": {}}], "x": {"a": 1, "b": [[1, 2], "\\\\\\""]}}',
    '[0, -0, 0.1, 1E5, 1e-400, 18446744073709551616, 1.7976931348623157e308, "\\b\\f\\n\\r\\t\\/"]',
    ' [[], {}, [[]], {"": {"": ""}}, "𝄞\u2028", "\\uffff"] \n',
]
PIECES = [b'"', b'\\', b'{', b'}', b'[', b']', b',', b':', b'0', b'1', b'-', b'.', b'e', b'E400', b'\\u0000', b'\\ud834', b'\\udd1e', b'\\u0061', b'"a":1,', b'NaN',
          b'Infinity', b'null', b'tru', b' ', b'\n', b'\x00', b'\x1f', b'\x7f', b'\x80', b'\xc0\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xef\xbb\xbf',
          b'\xe2\x80\xa8', b'//', b"'", b'+', b'01', b'[' * 70, b']' * 70, b'{"a":' * 65]


def pairs(members):
    names = [name for name, value in members]
    if len(set(names)) != len(names):
        raise ValueError('a name twice')
    return dict(members)


def no_constant(word):
    raise ValueError(word)


def finite(text):
    if not math.isfinite(float(text)):
        raise ValueError(text)
    return float(text)


def depth(value):
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def is_strict(data):
    try:
        text = data.decode('utf-8')
        if text.startswith('\ufeff'):
            return False
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=no_constant, parse_float=finite,
                           parse_int=lambda digits: finite(digits))
        return depth(value) <= 64 and not any(re.search('[\0\ud800-\udfff]', one) for one in texts(value))
    except (ValueError, OverflowError, RecursionError):
        return False


def damage(rand):
    data = rand.choice(SAMPLES).encode()
    for _ in range(rand.randrange(3)):
        start = rand.randrange(len(data) + 1)
        end = min(len(data), start + rand.choice((0, 0, 1, 2, 8)))
        data = data[:start] + rand.choice(PIECES + [data[start:end] * 2, b'']) + data[end:]
    return data


def main(program):
    rand = random.Random(8259)
    wrong = accepted = 0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, CASES, AT_ONCE):
            inputs = [damage(rand) for _ in range(AT_ONCE)]
            paths = [pathlib.Path(folder) / f'{i}.json' for i in range(AT_ONCE)]
            for path, data in zip(paths, inputs):
                path.write_bytes(data)
            seen = subprocess.run([program, 'validate', *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
            for path, data in zip(paths, inputs):
                # A place in the bytes is the gate's; a pointer, or that it is no release, is the reader's.
                refused = re.search(re.escape(str(path)) + ': line [0-9]+, column [0-9]+: ', seen) is not None
                accepted += not refused
                if refused == is_strict(data):
                    wrong += 1
                    print(f"# {data!r} was {'refused' if refused else 'accepted'}")
    print('1..1')
    print(f"{'ok' if not wrong else 'not ok'} 1 {CASES} damaged documents, {accepted} of them strict")
    return 1 if wrong or not CASES // 10 < accepted < CASES * 9 // 10 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
