#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run.py BUILD [--rounds N] [--idle SECONDS] [start|idle|tick|save|bombs]…    measures, prints a table, leaves BUILD/bench.md

What is measured, and how, stands in README.md beside this file.
"""

import argparse
import glob
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'app')]

import bombs  # noqa: E402
from driver import AppSession, wait  # noqa: E402

SHORT, LONG = 45, 10000
TICKS = 6


class Bench:
    def __init__(self, session, arguments):
        self.session = session
        self.rounds = arguments.rounds
        self.idle_seconds = arguments.idle
        self.build = session.build
        self.tools = self.build / 'tests/bench'
        self.bare = [self.tools / 'bare']
        self.rows = []
        self.sample = self._make('sample', ['--template', 'octoacme'])
        self.short = self._make('short', ['--template', self._template(SHORT)])
        self.long = self._make('long', ['--template', self._template(LONG)])

    def _template(self, count):
        """A checklist whose one phase has all its items: the longest list there can be."""
        path = self.session.top / f'{count}.md'
        items = ''.join(f'- [ ] Check component {i} of the release\n' for i in range(1, count + 1))
        path.write_text(f'# Components\n\n## Everything (T-1 week)\n\n{items}')
        return path

    def _make(self, name, options):
        path = self.session.top / f'{name}.liftoff.json'
        self.session.ctl('new', '--name', name.title(), *options, '-o', path)
        return path

    def liftoff(self, document):
        return [self.build / 'src/app/liftoff', document]

    def watch(self, *arguments):
        return json.loads(subprocess.run([self.tools / 'watch', *map(str, arguments)], env=self.session.program_environment(),
                                         stdout=subprocess.PIPE, check=True, text=True).stdout)

    def row(self, what, figure, wanted=''):
        self.rows.append((what, figure, wanted))
        print(f'{what}: {figure}' + (f' (wanted: {wanted})' if wanted else ''), flush=True)

    # The measurements

    def start(self):
        """Paired: every round runs all programs in turn; a ratio is the median of the rounds' ratios."""
        programs = {'bare': self.bare, 'sample': self.liftoff(self.sample), 'long': self.liftoff(self.long)}
        rounds = [{name: self.watch('start', 0, *command) for name, command in programs.items()} for _ in range(self.rounds + 1)][1:]

        def median(name, key):
            return statistics.median(one[name][key] for one in rounds)

        def ratio(name, key):
            return statistics.median(one[name][key] / one['bare'][key] for one in rounds)
        self.row('Bare window: start to first frame', f"{median('bare', 'drawn'):.0f} ms")
        self.row('Bare window: peak memory', f"{median('bare', 'hwm') / 1024:.1f} MiB")
        for name, title, time, memory in (('sample', 'Sample release', '≤ 1.5, aim 1.35', '≤ 1.3'),
                                          ('long', f'{LONG} open items', '≤ 2.3', '')):
            self.row(f'{title}: start to first frame', f"{ratio(name, 'drawn'):.2f} ({median(name, 'drawn'):.0f} ms)", time)
            self.row(f'{title}: peak memory', f"{ratio(name, 'hwm'):.2f} ({median(name, 'hwm') / 1024:.1f} MiB)", memory)
            self.row(f'{title}: proportional memory', f"{ratio(name, 'pss'):.2f} ({median(name, 'pss') / 1024:.1f} MiB)")

    def idle(self):
        for title, command in ('Bare window', self.bare), ('Sample release', self.liftoff(self.sample)):
            seen = self.watch('start', self.idle_seconds, *command)
            self.row(f'{title}: wakes of the main thread in {self.idle_seconds} s', f"{seen['wakes']}, {seen['repaints']} repaints",
                     'as many as words that changed' if command != self.bare else '')

    def tick(self):
        documents = {SHORT: self.short, LONG: self.long}
        counts = {items: self._tick_instructions(document) for items, document in documents.items()}
        for items, count in counts.items():
            self.row(f'A tick at {items} items: instructions of the main thread', f'{count / 1e6:.2f} million')
        self.row(f'A tick: {LONG} items to {SHORT}', f'{counts[LONG] / counts[SHORT]:.2f}', '≤ 1.1')
        for items, document in documents.items():
            window = self._window(document)
            paints = self.watch('keys', window.window_ids()[-1], 'space', 2 * TICKS)['paint']
            self.row(f'A tick at {items} items: key to paint', f'{statistics.median(paints):.1f} ms', 'the next frame, ≤ 16.7 ms')
            window.stop()

    def _window(self, document, before=()):
        """Liftoff on this document, with the keyboard focus on the first item; @before is what runs it."""
        program, *arguments = [*before, *self.liftoff(document)]
        window = self.session.start(*arguments, program=program)
        window.activate()
        window.find('check box', seconds=60)
        window.tab_to('check box')
        return window

    def _tick_instructions(self, document):
        """Instructions of the main thread for one tick: from the key, through painting, saving and taking the save back."""
        out = self.session.top / f'callgrind.{document.stem}'
        valgrind = ['/usr/bin/valgrind', '-q', '--tool=callgrind', '--instr-atstart=no', '--separate-threads=yes',
                    f'--callgrind-out-file={out}']
        window = self._window(document, valgrind)

        def tick():
            before = document.read_bytes()
            window.keys('space')
            wait(lambda: document.read_bytes() != before, 'the tick to be saved', 120)
            wait(_Quiet(window.process.pid), 'the window to be at rest', 120)
        tick()
        tick()
        self._control(window, '--instr=on')
        for _ in range(TICKS):
            tick()
        self._control(window, '--instr=off')
        self._control(window, '--dump')
        window.kill()
        dump, = glob.glob(f'{out}.*-01')
        return int(re.search(r'^totals: (\d+)', pathlib.Path(dump).read_text(), re.MULTILINE)[1]) / TICKS

    def _control(self, window, option):
        subprocess.run(['callgrind_control', option, str(window.process.pid)], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True)

    def save(self):
        seen = json.loads(subprocess.run([self.tools / 'save', self.long], env=self.session.program_environment(),
                                         stdout=subprocess.PIPE, check=True, text=True).stdout)
        self.row(f'{LONG} items: serialising', f"{seen['serialise'] / 1000:.2f} ms")
        self.row('Handing the save over', f"{seen['hand_over'] / seen['serialise']:.4f} of it ({seen['hand_over']:.0f} µs)", '≤ 0.1')
        self.row('Taking the result back', f"{seen['take_back'] / seen['serialise']:.4f} of it ({seen['take_back']:.0f} µs)", '≤ 0.1')

    def bombs(self):
        """What is made to be dear, against json-glib with a plain release of the same size; the least of several runs."""
        path = self.session.top / 'bomb.json'
        plain = None
        for name, document in bombs.shapes():
            path.write_bytes(document)
            plain = plain or self._read('json-glib', path, 9)
            time, memory, says = self._read('liftoff', path, 3)
            self.row(f'{name} ({len(document) / 2**20:.1f} MiB, {says})', f'{time / plain[0]:.2f} in time, {memory / plain[1]:.2f} in memory', '≤ 2')

    def _read(self, reader, path, rounds):
        seen = [json.loads(subprocess.run([self.tools / 'read', reader, path], stdout=subprocess.PIPE, check=True, text=True, timeout=120).stdout)
                for _ in range(rounds)]
        return min(one['time'] for one in seen), min(one['memory'] for one in seen), seen[0]['says']

    def table(self):
        lines = ['| what | measured | wanted |', '|---|---|---|']
        return '\n'.join(lines + [f'| {what} | {figure} | {wanted} |' for what, figure, wanted in self.rows]) + '\n'


class _Quiet:
    """True once the main thread of a process has used no processor time for a while."""

    def __init__(self, pid):
        self.path = pathlib.Path(f'/proc/{pid}/task/{pid}/schedstat')
        self.last = None
        self.same = 0

    def __call__(self):
        now = self.path.read_text().split()[0]
        self.same = self.same + 1 if now == self.last else 0
        self.last = now
        return self.same >= 4


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('--rounds', type=int, default=15)
    parser.add_argument('--idle', type=int, default=60)
    parser.add_argument('parts', nargs='*', default=['start', 'idle', 'tick', 'save', 'bombs'])
    arguments = parser.parse_intermixed_args()
    with AppSession(arguments.build) as session:
        for name in 'G_DEBUG', 'G_SLICE':
            session.env.pop(name)
            os.environ.pop(name)
        bench = Bench(session, arguments)
        for part in arguments.parts:
            getattr(bench, part)()
        (session.build / 'bench.md').write_text(bench.table())


if __name__ == '__main__':
    main()
