# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of liftoffctl share: private folders, running a command, and TAP."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
PROJECT = os.path.dirname(TESTS)
SAMPLE = os.path.join(HERE, "data", "sample.liftoff.json")
DONE, VIOLATIONS, ARGUMENT, DOCUMENT, NOT_SAVED = range(5)


def _load_validator():
    import jsonschema
    with open(os.path.join(PROJECT, "data", "release.schema.json"), encoding="utf-8") as stream:
        return jsonschema.Draft202012Validator(json.load(stream))


VALIDATOR = _load_validator()


class Failure(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


def equal(actual, expected, what):
    check(actual == expected, f"{what}:\n  is       {actual!r}\n  expected {expected!r}")


def matches(pattern, text, what):
    check(re.search(pattern, text, re.S), f"{what}: {text!r} does not match {pattern!r}")


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err


class Place:
    """A folder of its own, with private XDG folders, in which commands run."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="liftoffctl-")
        os.chmod(self.folder, 0o755)
        self.work = os.path.join(self.folder, "work")
        self.data = os.path.join(self.folder, "data")
        os.mkdir(self.work)
        os.mkdir(self.data)
        self.program = program
        self.environment = {key: value for key, value in os.environ.items()
                            if key in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_SLICE", "LD_PRELOAD")}
        self.environment |= {
            "HOME": self.folder, "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin", "G_DEBUG": "fatal-warnings",
            "XDG_DATA_HOME": self.data, "XDG_CONFIG_HOME": os.path.join(self.folder, "config"),
            "XDG_CACHE_HOME": os.path.join(self.folder, "cache"), "XDG_STATE_HOME": os.path.join(self.folder, "state"),
            "XDG_RUNTIME_DIR": self.folder,
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwX", self.folder], check=True)
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.work, name)

    def put(self, name, content):
        with open(self.path(name), "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        return name

    def put_sample(self, file="s.liftoff.json", **changes):
        """The sample, or a variant of it."""
        with open(SAMPLE, encoding="utf-8") as stream:
            text = stream.read()
        if changes:
            text = json.dumps(json.loads(text) | changes)
        return self.put(file, text)

    def bytes_of(self, name):
        with open(self.path(name), "rb") as stream:
            return stream.read()

    def json_of(self, name):
        return json.loads(self.bytes_of(name))

    def snapshot(self):
        """Every file below the folder with its bytes."""
        files = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, "rb") as stream:
                        files[path] = stream.read()
        return files

    def run(self, *arguments, prefix=(), environment=None, **options):
        done = subprocess.run([*prefix, self.program, *arguments], cwd=self.work, env=self.environment | (environment or {}),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False, **options)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def run_bytes(self, *arguments):
        """As run, for arguments and output that need not be UTF-8."""
        return subprocess.run([self.program, *arguments], cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False)

    def good(self, *arguments, **options):
        """Runs what must succeed and say nothing on stderr; gives what it printed."""
        result = self.run(*arguments, **options)
        equal((result.status, result.err), (DONE, ""), " ".join(arguments))
        return result.out

    def show(self, name="s.liftoff.json", *arguments):
        return json.loads(self.good("show", name, "--json", *arguments))

    def valid(self, name="s.liftoff.json"):
        errors = [error.message for error in VALIDATOR.iter_errors(self.json_of(name))]
        equal(errors, [], f"{name} against the schema")
        equal(self.good("validate", name), f"{name}: valid\n", "validate")


def items_of(shown):
    return [item for phase in shown["phases"] for item in phase["items"]]


def golden(name):
    with open(os.path.join(HERE, "golden", name), encoding="utf-8") as stream:
        return stream.read()


def main(cases):
    """Runs (name, function (place)) each in a place of its own, and writes TAP."""
    program = os.path.abspath(sys.argv[1])
    print(f"1..{len(cases)}", flush=True)
    failed = False
    for number, (name, function) in enumerate(cases, 1):
        name = name.encode("unicode_escape").decode()
        try:
            with Place(program) as place:
                function(place)
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            sys.stdout.flush()
    sys.exit(1 if failed else 0)
