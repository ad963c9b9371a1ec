#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Earlier versions in the real window: what is kept, looking at them, restoring one, and taking that back."""

import importlib
import json
import pathlib
import re
import shutil

import driver
from driver import wait
from scenario import (NOW, check, content, dialog, dialog_gone, go_to, history, is_focused, is_sensitive, new_release, told,
                      until_item, until_saved)

named = importlib.import_module('test-names').named
TITLE = 'Earlier Versions'


def folder(session):
    return pathlib.Path(session.env['XDG_STATE_HOME']) / 'liftoff/snapshots'


def kept(session):
    """The snapshots as the letter of their kind and their bytes, in the order in which they were kept."""
    return [(path.name[26], path.read_bytes()) for path in sorted(folder(session).glob('*/*'))]


def at(session, moment, *arguments):
    """Runs liftoffctl as if it were another time."""
    session.now, now = moment, session.now
    session.ctl(*arguments)
    session.now = now


def with_past(session):
    """A release with a version of each of three days before today; the oldest first."""
    path = new_release(session)
    at(session, '2026-11-17 09:30:00', 'check', path, '1.1', '1.2', '--by', 'Amira Haddad')
    at(session, '2026-11-18 10:00:00', 'note', path, '1.3', 'See <b>the wiki</b> & ask')
    at(session, '2026-11-19 16:10:00', 'skip', path, '1.4', '--reason', 'Not needed')
    return path


def open_versions(window):
    window.keys('ctrl+shift+h')
    return dialog(window, TITLE)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_restore_and_undo(session):
    path = new_release(session)
    found = path.read_text().replace('\n', '\n\n')  # as somebody else may have written it
    path.write_text(found)
    before = content(path)
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('space')
    until_item(session, path, '1.1', state='done')
    go_to(window, '1.3')
    window.keys('space')
    until_item(session, path, '1.3', state='done')
    until = path.read_bytes()
    after = content(path)
    wait(lambda: kept(session) == [('b', found.encode()), ('s', until)], 'what was found and what was saved to be kept')

    box = open_versions(window)
    named(window, TITLE)
    box.find('list item', re.compile(r'^Fri 20 Nov, 09:00 CET, Then 2 items ticked, ')).has('selected')
    box.find('label', 'Restoring this version changes 2 things')
    box.find('list item', re.compile(r'^1\.1 .*, Done → Open$'))
    box.find('list item', re.compile(r'^1\.3 .*, Done → Open$'))
    is_sensitive(box, 'push button', 'Restore')
    window.keys('alt+r')
    dialog_gone(window, TITLE)
    check(window, '1.1').has('-checked')
    check(window, '1.3').has('-checked')
    until_saved(path, before)
    assert history(path) == ['create', 'tick', 'tick', 'restore'], history(path)
    told(session, path)
    # What was replaced stays, although less than five minutes went by.
    wait(lambda: [kind for kind, _ in kept(session)] == ['b', 'b', 's'], 'what was replaced to be kept')
    assert kept(session)[1] == ('b', until)

    window.find('push button', 'Undo restoring the version of Fri 20 Nov 2026, 09:00 CET')
    window.keys('ctrl+z')
    check(window, '1.1').has('checked')
    until_saved(path, after)
    assert history(path) == ['create', 'tick', 'tick', 'restore', 'undo restore'], history(path)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_looking_by_keyboard(session):
    path = with_past(session)
    before = path.read_bytes()
    window = session.start(path)
    window.find('label', '3 of 38')
    box = open_versions(window)
    rows = [row.name for row in box.find_all('list item')]
    assert re.match(r'^Wed 18 Nov, 10:00 CET, Then 1 skipped, ', rows[0]), rows
    assert re.match(r'^Tue 17 Nov, 09:30 CET, Then 1 note, ', rows[1]), rows
    assert box.find('list item', rows[0]).refresh().states >= {'selected', 'focused'}
    box.find('list item', re.compile(r'^1\.4 .*, Skipped → Open$'))
    window.keys('Down')
    box.find('list item', rows[1]).has('selected')
    box.find('label', 'Restoring this version changes 2 things')
    box.find('list item', re.compile(r'^1\.3 .*, Note: removed$'))
    for button in 'Cancel', 'Restore':
        window.tab_to('push button', button)
    window.keys('Escape')
    dialog_gone(window, TITLE)
    assert path.read_bytes() == before


@driver.options(now=NOW, zone='Europe/Berlin')
def test_others_write_meanwhile(session):
    """What restoring changes is told anew; their work is changed too if it is another than it was."""
    path = with_past(session)
    window = session.start(path)
    window.find('label', '3 of 38')
    box = open_versions(window)
    window.keys('Down')
    box.find('label', 'Restoring this version changes 2 things')
    session.ctl('check', path, '2.1', '--by', 'Tomasz Nowak')
    box.find('list item', re.compile(r'^2\.1 .*, Done → Open$'))
    box.find('label', 'Restoring this version changes 3 things')
    box.find('list item', re.compile(r'^Tue 17 Nov, 09:30 CET')).has('selected')
    box.find('push button', 'Restore').press()
    dialog_gone(window, TITLE)
    release = until_item(session, path, '1.4', state='open')
    assert release['reason'] is None
    until_item(session, path, '1.3', note=None)
    until_item(session, path, '2.1', state='open')
    until_item(session, path, '1.2', state='done', by='Amira Haddad')


@driver.options(now=NOW, zone='Europe/Berlin')
def test_what_cannot_be_restored(session):
    path = with_past(session)
    for damaged in list(sorted(folder(session).glob('*/*')))[-2:-1]:
        damaged.write_text('{"format": 1')
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    window = session.start(path)
    window.find('label', '3 of 38')
    box = open_versions(window)
    box.find('list item', re.compile('^Wed 18 Nov, 10:00 CET, Damaged: it cannot be restored$')).has('selected')
    box.find('label', 'This version was damaged on the disk. Choose another one.')
    is_sensitive(box, 'push button', 'Restore', False)
    window.keys('Down')
    box.find('label', 'Restoring this version changes 2 things')
    box.find('label', re.compile('This document has format 2 of a newer Liftoff'))
    is_sensitive(box, 'push button', 'Restore', False)
    window.keys('Escape')
    dialog_gone(window, TITLE)


@driver.options(now=NOW)
def test_there_is_none(session):
    path = new_release(session)
    window = session.start(path)
    window.find('label', '0 of 38')
    box = open_versions(window)
    box.find('label', 'No Earlier Versions')
    is_sensitive(box, 'push button', 'Restore', False)
    window.keys('Escape')
    dialog_gone(window, TITLE)


@driver.options(now=NOW)
def test_nothing_can_be_kept(session):
    """The release is saved all the same; the window of versions says why it has none."""
    path = new_release(session)
    folder(session).parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder(session), ignore_errors=True)
    folder(session).write_text('not a folder')
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('space')
    until_item(session, path, '1.1', state='done')
    window.keys('Down', 'space')
    until_item(session, path, '1.2', state='done')
    box = open_versions(window)
    box.find('label', 'Earlier Versions Cannot Be Read')
    window.keys('Escape')
    dialog_gone(window, TITLE)
    assert json.loads(path.read_text())['phases'][0]['items'][1]['state'] == 'done'


if __name__ == '__main__':
    driver.main(globals())
