#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to a release on disk, by keyboard alone."""

import json
import re

import driver
from driver import wait
from scenario import NOW, content, dialog, dialog_gone, told


FIELDS = ['Name', 'Version', 'Type', 'Project', 'Manager', 'Template', 'Date', 'Choose a Day', 'Time and deployment window', 'Time zone']


def fill(window, form, name, text, after):
    """Tabs from one field to another one and writes a text into it, in place of what is there."""
    steps = FIELDS.index(name) - FIELDS.index(after)
    window.keys(*(['Tab' if steps > 0 else 'shift+Tab'] * abs(steps)), 'ctrl+a')
    window.type(text)
    wait(lambda: form.find('text', name).text() == text, f'“{text}” in {name}')


def due(form, phase, words):
    """Waits until the preview says this of a phase."""
    def says():
        row = next(item for item in form.find_all('list item') if any(node.name == phase for node in item.walk()))
        return any(words in node.name for node in row.walk())
    wait(says, f'{phase}: {words}')


@driver.options(now=NOW, zone='America/New_York', settings={'user-name': 'Amira Haddad'})
def test_first_start(session):
    window = session.start()
    window.find('label', 'No Releases Yet')
    window.keys('ctrl+shift+n')
    form = dialog(window, 'New Release')
    create = form.find('push button', re.compile('Create Release$'))
    create.has('-sensitive')
    window.type('Payments & <b>Co</b>')
    wait(lambda: form.find('text', 'Name').text() == 'Payments & <b>Co</b>', 'the name')
    create.has('sensitive')
    fill(window, form, 'Version', '2.4.0', after='Name')
    fill(window, form, 'Project', 'OctoAcme', after='Version')
    fill(window, form, 'Date', '2026-12-09', after='Project')
    fill(window, form, 'Time and deployment window', '22:00-23:30', after='Date')
    due(form, 'Release Planning', 'Wed 25 Nov, 17:00')
    due(form, 'Post-Release Follow-up', 'Thu 10 Dec, 17:00')
    window.keys('Return')
    dialog_gone(window, 'New Release')

    window.find('heading', 'Release Planning')
    window.find('frame', re.compile('^Payments & <b>Co</b> 2.4.0'))
    path = session.releases / next(name.name for name in session.releases.iterdir())
    release = told(session, path)
    assert release['name'] == 'Payments & <b>Co</b>' and release['version'] == '2.4.0'
    assert release['release'] == {'local': '2026-12-09T22:00', 'zone': 'America/New_York', 'utc': '2026-12-10T03:00:00Z'}
    assert [phase['due'] for phase in release['phases']] == [
        '2026-11-25T22:00:00Z', '2026-12-02T22:00:00Z', '2026-12-06T22:00:00Z', '2026-12-10T03:00:00Z', '2026-12-10T04:00:00Z',
        '2026-12-10T22:00:00Z']
    assert sum(phase['total'] for phase in release['phases']) == 38
    document = content(path)
    assert (document['project'], document['manager'], document['type']) == ('OctoAcme', 'Amira Haddad', 'minor')
    assert (document['window'], document['day-time']) == ('PT1H30M', '17:00')
    assert [entry['path'] for entry in json.loads(session.ctl('list', '--json'))] == [str(path)]

    window.keys('alt+Home')
    window.find('list item', re.compile('^Payments & <b>Co</b> 2.4.0, Minor release, Upcoming'))


@driver.options(now=NOW)
def test_warns_and_refuses(session):
    window = session.start()
    window.find('label', 'No Releases Yet')
    window.keys('ctrl+shift+n')
    form = dialog(window, 'New Release')
    create = form.find('push button', re.compile('Create Release$'))
    window.type('Payments')
    fill(window, form, 'Date', '2026-12-12', after='Name')
    form.find('label', re.compile('Saturday|weekend', re.I))
    create.has('sensitive')
    fill(window, form, 'Date', '2026-11-01', after='Date')
    form.find(None, re.compile('past', re.I))
    create.has('sensitive')
    fill(window, form, 'Date', '2026-13-45', after='Date')
    create.has('-sensitive')
    window.keys('Escape')
    dialog_gone(window, 'New Release')
    assert not session.releases.exists() or not list(session.releases.iterdir())


@driver.options(now='2026-10-01 09:00:00', zone='Europe/Berlin')
def test_hours_that_do_not_exist_or_happen_twice(session):
    window = session.start()
    window.find('label', 'No Releases Yet')
    window.keys('ctrl+shift+n')
    form = dialog(window, 'New Release')
    window.type('Night')
    fill(window, form, 'Date', '2026-10-25', after='Name')
    fill(window, form, 'Time and deployment window', '02:30', after='Date')
    form.find('label', re.compile('twice', re.I))
    fill(window, form, 'Time and deployment window', '10:00', after='Time and deployment window')
    form.gone('label', re.compile('twice', re.I))
    window.keys('Escape')


@driver.options(now=NOW)
def test_name_that_is_taken(session):
    """A second release of the same name gets a file of its own."""
    window = session.start()
    for _ in range(2):
        window.keys('ctrl+shift+n')
        dialog(window, 'New Release')
        window.type('Payments')
        window.keys('Return')
        dialog_gone(window, 'New Release')
        window.find('heading', 'Release Planning')
    assert sorted(path.name for path in session.releases.iterdir()) == ['payments-2.liftoff.json', 'payments.liftoff.json']
    window.find('label', 'No Date Yet')


if __name__ == '__main__':
    driver.main(globals())
