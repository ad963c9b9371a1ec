#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checklist by keyboard: states that need a reason, editing in place, adding, deleting, moving, filters and search."""

import datetime
import json
import pathlib
import re
import sys

import driver
from session import wait

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'tools'))
import sample  # noqa: E402

DAY = datetime.date(2026, 12, 3)
on_that_day = driver.options(now=f'{DAY} 14:20:00', zone='Europe/Berlin', settings={'user-name': 'Amira Haddad'})


class Checklist:
    """The window on the sample release, with the focus on the row of item 2.5."""

    def __init__(self, session):
        self.session = session
        self.path = session.releases / 'payments-4.2.0.liftoff.json'
        sample.make(session.ctl, self.path, DAY, 6)
        self.window = session.start(self.path)
        self.window.tab_to('list item', re.compile('^2.5 '))

    def items(self, phase=2):
        release = json.loads(self.session.ctl('show', self.path, '--json'))
        return release['phases'][phase - 1]['items']

    def texts(self, phase=2):
        return [item['text'] for item in self.items(phase)]

    def saved(self, condition, what):
        wait(lambda: condition(self.items()), what)

    def has_focus(self, start):
        wait(lambda: self.window.focused().name.startswith(start), f'the focus on {start}, not on {self.window.focused()}')

    def rows(self):
        return [node.name.split(' ')[0] for node in self.window.refresh().find_all('check box')]


@on_that_day
def test_blocks_with_a_reason(session):
    checklist = Checklist(session)
    window = checklist.window
    window.keys('b')
    window.find('frame', 'Block 2.5')
    window.find('push button', re.compile('Block$')).has('-sensitive')
    window.type('waits for the network team')
    window.find('push button', re.compile('Block$')).has('sensitive')
    window.keys('Return')
    checklist.saved(lambda items: items[4]['state'] == 'blocked', 'the blocked item')
    blocked = checklist.items()[4]
    assert (blocked['reason'], blocked['by']) == ('waits for the network team', 'Amira Haddad')
    checklist.has_focus('2.5 ')
    window.keys('space')
    checklist.saved(lambda items: items[4]['state'] == 'done' and items[4]['reason'] is None, 'the tick')
    checklist.has_focus('2.5 ')


@on_that_day
def test_renames_in_place(session):
    checklist = Checklist(session)
    window = checklist.window
    window.keys('F2')
    window.find('text', 'Text of the item').has('focused')
    window.keys('ctrl+a')
    window.type('Bold <b>& plans')
    window.keys('Return')
    checklist.saved(lambda items: items[4]['text'] == 'Bold <b>& plans', 'the new text')
    checklist.has_focus('2.5 Bold')
    window.keys('F2')
    window.type('nothing of this')
    window.keys('Escape')
    checklist.has_focus('2.5 Bold <b>& plans')
    assert checklist.texts()[4] == 'Bold <b>& plans'


@on_that_day
def test_adds_items_one_after_the_other(session):
    checklist = Checklist(session)
    window = checklist.window
    window.keys('ctrl+n')
    window.find('text', 'Text of the new item').has('focused')
    for text in 'First', 'Second':
        window.type(text)
        window.keys('Return')
        window.find('check box', re.compile(f' {text}$'))
    window.find('text', 'Text of the new item').has('focused')
    checklist.saved(lambda items: [item['text'] for item in items[7:]] == ['First', 'Second'], 'two new items')
    window.keys('Escape')
    window.find('push button', 'Add an item').has('focused')


@on_that_day
def test_deletes_and_takes_it_back(session):
    checklist = Checklist(session)
    window = checklist.window
    before = checklist.texts()
    window.keys('Delete')
    window.find('label', 'Deleted 2.5')
    checklist.saved(lambda items: len(items) == 6, 'the deletion')
    checklist.has_focus('2.5 Brief')
    window.find('push button', re.compile('Undo$')).press()
    checklist.saved(lambda items: [item['text'] for item in items] == before, 'the item again')


@on_that_day
def test_moves_with_the_focus(session):
    checklist = Checklist(session)
    window = checklist.window
    before = checklist.texts()
    window.keys('alt+Up')
    checklist.has_focus('2.4 Prepare')
    window.keys('alt+Up')
    checklist.has_focus('2.3 Prepare')
    window.keys('alt+Down')
    checklist.has_focus('2.4 Prepare')
    after = [*before[:3], before[4], before[3], *before[5:]]
    checklist.saved(lambda items: [item['text'] for item in items] == after, 'the new order')


@on_that_day
def test_filters(session):
    checklist = Checklist(session)
    window = checklist.window
    window.find('push button', re.compile('^To do 2')).press()
    wait(lambda: checklist.rows() == ['2.2', '2.5'], 'what is to do')
    window.tab_to('list item', re.compile('^2.5 '))
    window.keys('space')
    wait(lambda: checklist.rows() == ['2.2'], 'what is left')
    checklist.has_focus('2.2 ')
    window.find('push button', re.compile('^Mine 2')).press()
    wait(lambda: checklist.rows() == ['2.1', '2.6'], 'what is mine')


@on_that_day
def test_searches_all_phases(session):
    checklist = Checklist(session)
    window = checklist.window
    window.keys('ctrl+f')
    window.find(None, 'Search all phases')
    window.type('release')
    window.find(None, '9 items found')
    wait(lambda: checklist.rows() == ['1.1', '1.3', '1.5', '2.3', '5.3', '5.4', '6.1', '6.4', '6.6'], 'items of all phases')
    window.type('xyz')
    window.find('label', 'No Item Found')
    window.keys('Escape')
    wait(lambda: checklist.rows() == [f'2.{i}' for i in range(1, 8)], 'the phase again')
    checklist.has_focus('2.5 ')


@on_that_day
def test_edits_everything_in_the_dialog(session):
    checklist = Checklist(session)
    window = checklist.window
    window.keys('e')
    window.find('frame', 'Item 2.5')
    window.type('javascript:alert')
    window.find('push button', re.compile('Apply$')).has('-sensitive')
    window.keys('ctrl+a')
    window.type('https://ci.octoacme.example/7')
    window.find('push button', re.compile('Apply$')).has('sensitive')
    window.keys('Return')
    checklist.saved(lambda items: items[4]['evidence'] == 'https://ci.octoacme.example/7', 'the link')
    window.keys('n')
    window.find('frame', 'Item 2.5')
    window.keys('ctrl+a')
    window.type('One')
    window.keys('Return')
    window.type('Two')
    window.keys('ctrl+Return')
    checklist.saved(lambda items: items[4]['note'] == 'One\nTwo', 'the note')
    checklist.has_focus('2.5 ')


@on_that_day
def test_long_list(session):
    """Rows get their buttons as they come into view."""
    template = session.top / 'long.md'
    template.write_text('# Long\n\n## Everything (T-1 week)\n\n' + ''.join(f'- [ ] Check component {i}\n' for i in range(1, 121)))
    path = session.top / 'long.liftoff.json'
    session.ctl('new', '--name', 'Long', '--template', template, '-o', path)
    window = session.start(path)
    window.tab_to('list item', re.compile('^1.1 '))

    def numbers():
        return [node.name.split(' ')[-1] for node in window.refresh().find_all('push button') if node.name.startswith('More for 1.')]
    seen = wait(lambda: '1.1' in numbers() and numbers(), 'the menu of the first item')
    assert len(seen) < 60
    for _ in range(12):
        window.keys('Page_Down')
    row = window.focused().name.split(' ')[0]
    assert row not in seen
    wait(lambda: row in numbers(), f'the menu of {row}')
    window.find('push button', f'More for {row}').press()
    window.find('menu item', 'Delete')
    window.keys('Escape')
    window.gone('menu item', 'Delete')


if __name__ == '__main__':
    driver.main(globals())
