#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: fuzz.py BUILD [--minutes N] [--at-once N] [gate|reader|markdown|merge]…    looks for inputs that break the core

Builds the targets in BUILD with clang and runs each for N minutes (30), two at a time. What is found is left in BUILD/found/TARGET-…, what was
learnt in BUILD/corpus/TARGET, from which the next run goes on. README.md beside this file says what to do with both.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TARGETS = ['gate', 'reader', 'markdown', 'merge']
OPTIONS = ['-Dfuzz=true', '-Db_sanitize=address,undefined', '-Db_lundef=false']
LONGEST = {'gate': 4096, 'reader': 8192, 'markdown': 4096, 'merge': 1024}


def compile_targets(build, targets):
    if not (build / 'build.ninja').exists():
        subprocess.run(['meson', 'setup', str(build), *OPTIONS], cwd=HERE.parents[1], check=True, env=dict(os.environ, CC='clang'))
    subprocess.run(['ninja', '-C', str(build), *(f'tests/fuzz/fuzz-{target}' for target in targets)], check=True)


def fuzz(build, target, minutes):
    """Runs one target; returns whether it found nothing."""
    learnt, found = build / 'corpus' / target, build / 'found'
    learnt.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    log = build / f'{target}.log'
    dictionary = HERE / f'{target}.dict'
    command = [str(build / f'tests/fuzz/fuzz-{target}'), f'-max_total_time={round(minutes * 60)}', '-timeout=10', '-rss_limit_mb=1024',
               f'-max_len={LONGEST[target]}', '-print_final_stats=1', '-reload=0', f'-artifact_prefix={found}/{target}-']
    if dictionary.exists():
        command.append(f'-dict={dictionary}')
    environment = dict(os.environ, LC_ALL='C.UTF-8', TZ='UTC', ASAN_OPTIONS='detect_leaks=1:allocator_may_return_null=1',
                       UBSAN_OPTIONS='print_stacktrace=1:halt_on_error=1')
    start = time.monotonic()
    with log.open('w') as out:
        status = subprocess.run([*command, str(learnt), str(HERE / 'corpus' / target)], stdout=out, stderr=subprocess.STDOUT, env=environment).returncode
    text = log.read_text(errors='replace')
    runs = re.search(r'number_of_executed_units: (\d+)', text)
    seen = re.findall(r'cov: (\d+) ft: (\d+) corp: (\d+)/', text)
    print(f"{target}: {int((time.monotonic() - start) / 60)} minutes, {runs[1] if runs else '?'} executions, "
          f"{seen[-1][0] if seen else '?'} edges, {seen[-1][1] if seen else '?'} features, {seen[-1][2] if seen else '?'} inputs, "
          + ('nothing found' if status == 0 else f'FOUND: see {log} and {found}'), flush=True)
    return status == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--minutes', type=float, default=30)
    parser.add_argument('--at-once', type=int, default=2)
    parser.add_argument('targets', nargs='*', choices=[*TARGETS, []], default=TARGETS)
    arguments = parser.parse_intermixed_args()
    build = arguments.build.resolve()
    compile_targets(build, arguments.targets)
    waiting, results, lock = list(arguments.targets), [], threading.Lock()

    def work():
        while True:
            with lock:
                if not waiting:
                    return
                target = waiting.pop(0)
            results.append(fuzz(build, target, arguments.minutes))
    workers = [threading.Thread(target=work) for _ in range(arguments.at_once)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sys.exit(0 if all(results) and len(results) == len(arguments.targets) else 1)


if __name__ == '__main__':
    main()
