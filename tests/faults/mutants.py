#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness proves itself: Liftoff is built with one of its safeguards taken out, and one part has to go red; then with the next.

As it is, Liftoff is taken to be green: run-all has run all parts before. usage: mutants.py SOURCE [NUMBER…]
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

# From the quick ones to the slow ones, until one is red.
PARTS = [['crash'], ['races'], ['writers'], ['--path', 'save', 'calls'], ['disk'], ['calls'], ['kills']]
IGNORED = shutil.ignore_patterns('.git', 'build', 'build-*', '__pycache__')

# What is taken out, in which file, the text that has to be there exactly once, and what stands there instead.
MUTANTS = [
    ('the fsync of the file', 'src/core/temp.c', ' || fsync (fd) != 0 || fstat (fd, &temp->status)', ' || fstat (fd, &temp->status)'),
    ('the fsync of the folder', 'src/core/saver.c', 'if (*code == 0 && fsync (place->folder) != 0)', 'if (*code == 0 && FALSE)'),
    ('that a failed fsync of the file counts', 'src/core/temp.c', ' || fsync (fd) != 0 || fstat', ' || (fsync (fd), FALSE) || fstat'),
    ('that a failed fsync of the folder counts', 'src/core/saver.c', '*code == 0 && fsync (place->folder) != 0)',
     '*code == 0 && (fsync (place->folder), FALSE))'),
    ('the check of what came out of an exchange', 'src/core/saver.c', 'if (bytes != NULL && g_bytes_equal (bytes, expected))', 'if (bytes != NULL)'),
    ('the check of what stands there before a rename', 'src/core/saver.c', '== 0 && same_state (&now, seen);', '== 0;'),
    ('that what is left over is merged', 'src/core/store-save.c', '  theirs = read_release (leftover->bytes', '  return TRUE;\n  theirs = read_release (leftover->bytes'),
    ('that histories are united', 'src/core/merge.c', '''  with_history = lift_history_union (merged, ours);
  return lift_history_union (with_history, theirs);''', '''  with_history = lift_history_union (merged, ours);
  return lift_node_ref (with_history);'''),
    ('the fsync of the folder in which one is made', 'src/core/place.c', 'code = fd >= 0 && fsync (fd) == 0 ? 0 : errno;', 'code = fd >= 0 ? 0 : errno;'),
    ('the fsync of a snapshot', 'src/core/snapshots.c', ' || (durable && fsync (file) != 0))', ')'),
    ('the fsync of a snapshot’s folder', 'src/core/snapshots.c', 'else if (durable && fsync (fd) != 0)', 'else if (FALSE)'),
]


def build(folder):
    return subprocess.run(['ninja', '-C', str(folder / 'build'), 'tests/faults/faults'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def find_red(folder):
    """The first part that is red, and the last thing it says before that; None if all are green."""
    for part in PARTS:
        result = subprocess.run([str(folder / 'build/tests/faults/faults'), *part], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=900)
        if result.returncode != 0:
            lines = result.stdout.splitlines()
            red = next((i for i, line in enumerate(lines) if line.startswith('not ok')), len(lines))
            return ' '.join(part), next((line[2:] for line in lines[red - 1::-1] if line.startswith('# ')), f'it ends with {result.returncode}')
    return None


def report(number, good, text):
    print(f"{'ok' if good else 'not ok'} {number} - {text}", flush=True)
    return good


def main(source, *numbers):
    good = True
    with tempfile.TemporaryDirectory(prefix='lift-mutants-') as scratch:
        folder = pathlib.Path(scratch) / 'liftoff'
        shutil.copytree(source, folder, ignore=IGNORED)
        subprocess.run(['meson', 'setup', str(folder / 'build'), str(folder)], check=True, stdout=subprocess.DEVNULL)
        for number, (what, name, old, new) in enumerate(MUTANTS, 1):
            if numbers and str(number) not in numbers:
                continue
            path = folder / name
            text = path.read_text()
            if text.count(old) != 1:
                good = report(number, False, f'mutants: without {what}: the text to be changed is {text.count(old)} times in {name}') and good
                continue
            path.write_text(text.replace(old, new))
            result = build(folder)
            if result.returncode != 0:
                good = report(number, False, f'mutants: without {what}: it does not build') and good
            else:
                red = find_red(folder)
                if red:
                    print(f'# {red[1]}')
                good = report(number, bool(red), f'mutants: without {what}: ' + (f'caught by {red[0]}' if red else 'NOT caught')) and good
            path.write_text(text)
    print(f'1..{len(MUTANTS)}')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
