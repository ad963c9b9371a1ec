#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on the sample release: what it shows, a tick, undo, what others write, and what is on disk at the end."""

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
ITEM = re.compile(r'^2\.5 ')


def start(session):
    path = session.releases / 'payments-4.2.0.liftoff.json'
    sample.make(session.ctl, path, DAY, 6)
    return session.start(path), path


def item(session, path, number):
    release = json.loads(session.ctl('show', path, '--json'))
    return next(item for phase in release['phases'] for item in phase['items'] if item['number'] == number)


@on_that_day
def test_shows_the_release(session):
    window, _ = start(session)
    window.find('frame', re.compile('^Payments 4.2.0'))
    window.find('label', 'T−5 d 19 h')
    window.find('label', '14 of 38')
    for phase in ('Release Planning, Done, 6 of 6, Wed 25 Nov', 'Pre-Release Preparation, Overdue by 1 day, 5 of 7, Wed 2 Dec'):
        window.find('list item', re.compile('^' + re.escape(phase)))
    assert [node.name[:3] for node in window.find_all('check box')] == [f'2.{i}' for i in range(1, 8)]


@on_that_day
def test_ticks_undoes_and_redoes_by_keyboard(session):
    window, path = start(session)
    window.tab_to('check box', ITEM)
    window.keys('space')
    window.find('check box', ITEM).has('checked')
    window.find('label', '15 of 38')
    wait(lambda: item(session, path, '2.5')['state'] == 'done', 'the tick on disk')
    assert item(session, path, '2.5')['by'] == 'Amira Haddad'
    window.keys('ctrl+z')
    window.find('check box', ITEM).has('-checked')
    wait(lambda: item(session, path, '2.5')['state'] == 'open', 'the undone tick on disk')
    window.keys('ctrl+shift+z')
    window.find('check box', ITEM).has('checked')
    wait(lambda: item(session, path, '2.5')['state'] == 'done', 'the tick on disk again')


@on_that_day
def test_shows_what_others_write(session):
    window, path = start(session)
    session.ctl('check', path, '2.5', '--by', 'Tomasz Nowak')
    window.find('check box', ITEM).has('checked')
    window.find('label', '15 of 38')


@on_that_day
def test_saves_before_it_ends(session):
    window, path = start(session)
    window.tab_to('check box', ITEM)
    window.keys('space', 'ctrl+q')
    window.ended()
    assert item(session, path, '2.5')['state'] == 'done'


if __name__ == '__main__':
    driver.main(globals())
