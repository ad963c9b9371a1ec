#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-man.py FOLDER LIFTOFFCTL

Formats the manual pages with all warnings on, and compares what liftoffctl.1 says of commands and options with --help.
Says in TAP what came of it.
"""

import os
import pathlib
import re
import subprocess
import sys

COMMON = {'--by', '--when', '--now', '--help'}
OPTION = re.compile(r'^ +(?:(-[a-z]), )?(--[a-z-]+)', re.MULTILINE)
cases = []


def case(name, wrong):
    cases.append(not wrong)
    print(f"{'not ok' if wrong else 'ok'} {len(cases)} - {name}")
    for line in wrong:
        print(f'# {line}')


def rendered(page):
    """The text of a page, and the warnings."""
    result = subprocess.run(['groff', '-man', '-Tutf8', '-ww', '-P-cbou', '-rLL=200n', page], capture_output=True, text=True)
    return result.stdout, result.stderr.splitlines() + ([f'groff: {result.returncode}'] if result.returncode else [])


def sections(text, indent):
    """What stands under each heading with that indent."""
    parts = re.split(rf'^ {{{indent}}}(\S.*)$', text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def help_of(program, *command):
    environment = dict(os.environ, LC_ALL='C.UTF-8')
    return subprocess.run([program, *command, '--help'], capture_output=True, text=True, check=True, env=environment).stdout


def options(text):
    return {option for pair in OPTION.findall(text) for option in pair if option}


def compare(program, page):
    described = sections(sections(page, 0)['COMMANDS'], 3)
    commands = re.findall(r'^  ([a-z]+(?: [a-z]+)?)  +[A-Z]', help_of(program), re.MULTILINE)
    case('commands are those of --help', [] if len(commands) > 10 else [f'only {commands} found in --help'])

    by_name = {}
    for heading, text in described.items():
        by_name[next((name for name in sorted(commands, key=len, reverse=True) if heading.startswith(name + ' ')), heading)] = text
    case('no other command is described', sorted(set(by_name) - set(commands)))

    for name in commands:
        real = options(help_of(program, *name.split()).split('Options:')[1].split('\n\n')[0])
        said = options(by_name.get(name, ''))
        wrong = [f'not described: {option}' for option in sorted(real - said - COMMON - {'-h'})]
        wrong += [f'no such option: {option}' for option in sorted(said - real)]
        case(f'options of {name}', wrong if name in by_name else ['not described'])

    common = sections(sections(page, 0)['DESCRIPTION'], 3)['What arguments mean']
    case('what all commands take', [option for option in sorted(COMMON) if option not in common])


def main(folder, program):
    texts = {}
    for page in sorted(pathlib.Path(folder).glob('*.1')):
        texts[page.name], warnings = rendered(page)
        case(f'{page.name} formats without a warning', warnings)
        missing = {'NAME', 'SYNOPSIS', 'DESCRIPTION', 'FILES', 'SEE ALSO'} - set(sections(texts[page.name], 0))
        case(f'{page.name} has the usual sections', sorted(missing))
    case('both programs have a page', [name for name in ('liftoff.1', 'liftoffctl.1') if name not in texts])
    compare(program, texts['liftoffctl.1'])

    print(f'1..{len(cases)}')
    return 0 if all(cases) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
