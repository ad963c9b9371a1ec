#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogs about a release in the real window: a new one, another moment for it, other details, a pinned deadline."""

import importlib
import json
import re

import driver
from gi.repository import GLib
from scenario import NOW, content, dialog, dialog_gone, history, is_sensitive, new_release, told, until, until_saved

named = importlib.import_module('test-names').named
Actions = importlib.import_module('test-actions').Actions
WINDOW = '/com/octoacme/Liftoff/window/1'


def act(name, *parameter):
    Actions(WINDOW).activate(name, *(GLib.Variant('s', text) for text in parameter))


def entry(box, title):
    return box.find('text', title)


@driver.options(now=NOW, zone='Europe/Berlin', settings={'user-name': 'Amira Haddad'})
def test_new_release_by_keyboard(session):
    window = session.start()
    window.keys('ctrl+shift+n')
    box = dialog(window, 'New Release')
    named(window, 'New Release')
    is_sensitive(box, 'push button', re.compile('^Create Release'), False)
    assert entry(box, 'Manager').text() == 'Amira Haddad'

    window.type('Payments')
    is_sensitive(box, 'push button', re.compile('^Create Release'))  # there may be no moment yet
    window.keys('alt+d')
    window.type('31 Febtober')
    box.find('list item', re.compile('^Not a date'))
    is_sensitive(box, 'push button', re.compile('^Create Release'), False)
    window.keys('ctrl+a')
    window.type('31.3.2027')
    is_sensitive(box, 'push button', re.compile('^Create Release'))
    box.find('list item', 'Release Planning, 2 weeks before, Wed 17 Mar, 10:00, CET')
    box.find('list item', 'Staging Validation, 3 days before, Falls on a Sunday, Sun 28 Mar, 10:00, CEST')
    box.find('label', 'Clocks go forward on Sun 28 Mar 2027')
    box.find('label', '38 items in 6 phases')
    window.keys('alt+i')
    assert entry(box, 'Date').text() == 'Wed 31 Mar 2027'
    window.keys('ctrl+a')
    window.type('22:00-02:00')
    box.find('list item', 'Release Planning, 2 weeks before, Wed 17 Mar, 17:00, CET')

    window.keys('Tab', 'space')
    box.find(None, 'Search time zones').has('focused')
    window.type('new york')
    box.find('label', 'America/New_York')
    window.keys('Return')
    box.find('list item', 'Release Planning, 2 weeks before, Wed 17 Mar, 17:00, EDT, here 22:00 CET')
    box.find('push button', re.compile('^Create Release')).press()
    dialog_gone(window, 'New Release')
    window.find('frame', re.compile('^Payments'))

    path = session.releases / 'payments.liftoff.json'
    release = told(session, path)
    assert release['release'] == {'local': '2027-03-31T22:00', 'zone': 'America/New_York', 'utc': '2027-04-01T02:00:00Z'}, release['release']
    document = json.loads(path.read_text())
    assert (document['manager'], document['window'], document['template']) == ('Amira Haddad', 'PT4H', 'octoacme'), document
    assert history(path) == ['create'], history(path)


@driver.options(now=NOW)
def test_new_release_that_cannot_be_saved(session):
    session.releases.parent.mkdir(parents=True, exist_ok=True)
    session.releases.write_text('not a folder')
    window = session.start()
    window.keys('ctrl+shift+n')
    box = dialog(window, 'New Release')
    window.type('Payments')
    window.keys('Return')
    box.find('label', re.compile(re.escape(str(session.releases))))
    assert entry(box, 'Name').text() == 'Payments'
    is_sensitive(box, 'push button', re.compile('^Create Release'))
    window.keys('Escape')
    dialog_gone(window, 'New Release')


@driver.options(now=NOW, zone='Europe/Berlin')
def test_reschedule_is_one_step(session):
    path = new_release(session)
    session.ctl('pin', path, '2', '--at', '2026-12-01T16:00')
    before = content(path)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('reschedule')
    box = dialog(window, 'Reschedule')
    named(window, 'Reschedule')
    is_sensitive(box, 'push button', re.compile('^Reschedule'), False)
    window.keys('ctrl+a')
    window.type('2026-12-16')
    box.find('list item', 'Release Planning, 2 weeks before, Wed 2 Dec, 10:00, CET, was Wed 25 Nov, 10:00 CET')
    box.find('list item', 'Pre-Release Preparation, 1 week before, Tue 1 Dec, 16:00, CET, Pinned, stays')
    assert content(path) == before
    window.keys('Return')
    dialog_gone(window, 'Reschedule')
    until(session, path, lambda release: release['release']['utc'] == '2026-12-16T09:00:00Z', 'the new moment')
    assert [phase['due'] for phase in told(session, path)['phases']][:2] == ['2026-12-02T09:00:00Z', '2026-12-01T15:00:00Z']
    window.keys('ctrl+z')
    until_saved(path, before)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_details(session):
    path = new_release(session)
    window = session.start(path)
    window.find('label', '0 of 38')
    act('details')
    box = dialog(window, 'Details')
    named(window, 'Details')
    is_sensitive(box, 'push button', re.compile('^Apply'), False)
    window.keys('ctrl+a', 'BackSpace')
    box.find('list item', 'Needed')
    is_sensitive(box, 'push button', re.compile('^Apply'), False)
    window.type('Billing <b>&')
    window.keys('alt+p')
    window.type('Platform')
    window.keys('Return')
    dialog_gone(window, 'Details')
    window.find('frame', re.compile('^Billing <b>& 2.4'))
    until(session, path, lambda release: release['name'] == 'Billing <b>&', 'the new name')
    assert json.loads(path.read_text())['project'] == 'Platform'


@driver.options(now=NOW, zone='Europe/Berlin')
def test_pin_and_unpin(session):
    path = new_release(session)
    before, phase = content(path), json.loads(path.read_text())['phases'][1]
    window = session.start(path)
    window.find('label', '0 of 38')
    act('pin-phase', phase['id'])
    box = dialog(window, 'Pin Deadline')
    named(window, 'Pin Deadline')
    assert entry(box, 'Date').text() == 'Wed 2 Dec 2026'
    window.keys('ctrl+a')
    window.type('5 dec')
    box.find('list item', 'Pre-Release Preparation, 1 week before, Falls on a Saturday, Sat 5 Dec, 10:00, CET, was Wed 2 Dec, 10:00 CET')
    window.keys('Return')
    dialog_gone(window, 'Pin Deadline')
    until(session, path, lambda release: release['phases'][1]['due'] == '2026-12-05T09:00:00Z', 'the pinned deadline')

    act('pin-phase', phase['id'])
    box = dialog(window, 'Pin Deadline')
    box.find('push button', re.compile('^Unpin')).press()
    dialog_gone(window, 'Pin Deadline')
    until_saved(path, before)
    assert history(path) == ['create', 'pin', 'unpin'], history(path)


if __name__ == '__main__':
    driver.main(globals())
