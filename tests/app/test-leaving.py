#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaving a release whose changes cannot be saved, for another one or for good: the window asks first."""

import json
import pathlib

import driver
from gi.repository import Gio, GLib
from session import wait

NAME = 'com.octoacme.Liftoff'


def open_release(path):
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        NAME, '/com/octoacme/Liftoff', 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', ('open-release', [GLib.Variant('s', path)], {})), None, Gio.DBusCallFlags.NONE, 5000)


def start(session):
    """A window on a release with a tick that cannot be saved, and another release."""
    path, other = (session.ctl('new', '--name', name).strip() for name in ('Payments', 'Ledger'))
    window = session.start(path)
    window.find('frame', 'Payments — Liftoff')
    pathlib.Path(path).write_text('{}\n')
    window.tab_to('check box', None)
    window.keys('space')
    window.find('push button', 'Save Again')
    return window, path, other


def answer(window, key):
    window.find('dialog', 'Changes Are Not Saved')
    wait(lambda: len(window.window_ids()) == 2, 'the question on the screen')
    window.keys(key)


def first_item(session, path):
    return json.loads(session.ctl('show', path, '--json'))['phases'][0]['items'][0]


def test_opening_another_asks(session):
    window, path, other = start(session)
    open_release(other)
    answer(window, 'Escape')
    window.find('frame', 'Payments — Liftoff')
    pathlib.Path(path).unlink()
    open_release(other)
    window.find('frame', 'Ledger — Liftoff')
    assert first_item(session, path)['state'] == 'done'


def test_a_dialog_goes_with_its_release(session):
    path, other = (session.ctl('new', '--name', name).strip() for name in ('Payments', 'Ledger'))
    window = session.start(path)
    window.find('frame', 'Payments — Liftoff')
    window.keys('shift+F9')
    wait(lambda: len(window.window_ids()) == 2, 'the dialog that declares an incident')
    open_release(other)
    window.find('frame', 'Ledger — Liftoff')
    wait(lambda: len(window.window_ids()) == 1, 'the end of the dialog')


def test_closing_asks(session):
    window, path, other = start(session)
    window.keys('ctrl+q')
    answer(window, 'Escape')
    wait(lambda: len(window.window_ids()) == 1, 'the end of the question')
    pathlib.Path(path).unlink()
    window.stop()
    assert first_item(session, path)['state'] == 'done'


def test_quitting_anyway_closes(session):
    window, path, other = start(session)
    window.keys('ctrl+q')
    answer(window, 'alt+q')
    window.ended()
    assert pathlib.Path(path).read_text() == '{}\n'


if __name__ == '__main__':
    driver.main(globals())
