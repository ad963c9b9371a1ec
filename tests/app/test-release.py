#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release from the first tick to the last, by keyboard alone, and all of it taken back and done again."""

import re

import driver
from driver import wait
from scenario import (NOW, content, check, describes, heads, history, is_focused, is_sensitive, new_release, row, told, until,
                      until_saved)


def go_to_phase(window, number, title):
    """Alternately by the key of its number and by stepping on."""
    if number % 2:
        window.keys(f'alt+{number}')
    else:
        window.keys('ctrl+Next')
    heads(window, title)


def tick_all(window, release):
    for number, phase in enumerate(release['phases'], 1):
        go_to_phase(window, number, phase['title'])
        for index, item in enumerate(phase['items']):
            if index:
                window.keys('Down')
            is_focused(window, item['number'])
            window.keys('space')
            check(window, item['number']).has('checked')
        window.find('label', f"{phase['total']} of {phase['total']}")


@driver.options(now=NOW)
def test_tick_all_undo_all_redo_all(session):
    path = new_release(session)
    before, release = content(path), told(session, path)
    total = sum(phase['total'] for phase in release['phases'])
    assert total == 38
    window = session.start(path)
    tick_all(window, release)
    window.find('label', '38 of 38')
    ticked = until(session, path, lambda release: all(phase['done'] == phase['total'] for phase in release['phases']), 'all ticked')
    assert {item['by'] for phase in ticked['phases'] for item in phase['items']} != {None}
    after = content(path)

    is_sensitive(window, 'push button', re.compile('^Redo'), False)
    for _ in range(total):
        is_sensitive(window, 'push button', re.compile('^Undo'))
        window.keys('ctrl+z')
    window.find('label', '0 of 38')
    is_sensitive(window, 'push button', re.compile('^Undo'), False)
    until_saved(path, before)
    assert history(path).count('tick') == total, history(path)

    for _ in range(total):
        window.keys('ctrl+shift+z')
    window.find('label', '38 of 38')
    is_sensitive(window, 'push button', re.compile('^Redo'), False)
    until_saved(path, after)
    window.stop('ctrl+w')
    assert content(path) == after

    window = session.start(path)
    window.find('label', '38 of 38')
    same_words(session, window, path)


def same_words(session, window, path):
    """The window and the command line say the same of every phase and item."""
    text = session.ctl('show', path)
    for number, phase in enumerate(told(session, path)['phases'], 1):
        window.keys(f'alt+{number}')
        heads(window, phase['title'])
        line = re.search(rf"^{number}  {re.escape(phase['title'])}\n +(\d+ of \d+) · ([^·]+) · ", text, re.M)
        window.find('list item', re.compile(rf'^{re.escape(phase["title"])}, {re.escape(line[2])}, {line[1]}, '))
        for item in phase['items']:
            words = re.search(rf"^  \[.\] {re.escape(item['number'])} +{re.escape(item['text'])}\n(?: {{12}}(.*)\n)?", text, re.M)
            assert row(window, item['number']).name == f"{item['number']} {item['text']}"
            describes(window, item['number'], '^' + re.escape(words[1] or 'Open'))


@driver.options(now=NOW)
def test_focus_after_undo(session):
    """Undoing puts nobody somewhere else."""
    path = new_release(session)
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('Down', 'Down', 'space')
    check(window, '1.3').has('checked')
    window.find('push button', 'Undo tick 1.3')
    window.keys('ctrl+z')
    check(window, '1.3').has('-checked')
    is_focused(window, '1.3')
    window.keys('space')
    check(window, '1.3').has('checked')


@driver.options(now=NOW)
def test_tab_stops(session):
    """Tab goes through all parts of the window and opens nothing on its way; backwards through the same ones."""
    window = session.start(new_release(session))
    is_focused(window, '1.1')
    stops = ['1.1 ', '1.1 ', 'Assign…', 'More for 1.1', 'Add an item', 'Next: 2 ', 'Incident response: ', 'Main Menu', 'Switch release',
             'Search', 'Release Planning, ', 'Incident Response, ', 'All 6', 'To do 6', 'Mine 0', 'Phase menu', '1.1 ']

    def stop():
        return wait(lambda: [node for node in window.find_all() if 'focused' in node.states], 'something with focus')[-1]
    here = stop()
    for expected in stops[1:]:
        window.keys('Tab')
        before, here = here, wait(lambda: (lambda node: node if node.at != here.at else None)(stop()), 'the focus to move on')
        assert here.name.startswith(expected), f'{here} after {before}, not {expected}'
    heads(window, 'Release Planning')
    for expected in ['Phase menu', 'Mine 0', 'To do 6', 'All 6', 'Incident Response, ', 'Release Planning, ', 'Search']:
        window.keys('shift+Tab')
        before, here = here, wait(lambda: (lambda node: node if node.at != here.at else None)(stop()), 'the focus to move back')
        assert here.name.startswith(expected), f'{here} before {before}, not {expected}'


if __name__ == '__main__':
    driver.main(globals())
