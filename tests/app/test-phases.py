#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with phases in the window."""

import json
import re

import driver
from gi.repository import Gio, GLib
from scenario import phase_menu
from session import wait


def activate(name, phase):
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'com.octoacme.Liftoff', '/com/octoacme/Liftoff/window/1', 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', (name, [GLib.Variant('s', phase)], {})), None, Gio.DBusCallFlags.NONE, 5000)


def phases(session, path):
    return json.loads(session.ctl('show', path, '--json'))['phases']


def start(session):
    path = session.ctl('new', '--name', 'Payments', '--at', '2026-12-09T10:00', '--zone', 'Europe/Berlin').strip()
    window = session.start(path)
    window.find('frame', 'Payments — Liftoff')
    return window, path


def test_a_deadline_is_taken_away(session):
    window, path = start(session)
    before = phases(session, path)[0]
    assert before['offset'] == '-P2W'
    activate('edit-phase', before['id'])
    window.find('frame', 'Edit Phase')
    wait(lambda: len(window.window_ids()) == 2, 'the dialog on the screen')
    window.keys('alt+f')
    window.find('label', 'On release day')
    window.keys('Home', 'Return')
    window.gone('label', 'On release day')
    window.keys('alt+a')
    wait(lambda: phases(session, path)[0]['offset'] is None, 'the phase without a deadline on disk')


def test_the_offer_takes_back_the_deletion_alone(session):
    window, path = start(session)
    second = phases(session, path)[1]
    phase_menu(window, 'Delete Phase')
    offer = window.find('push button', re.compile('^_Undo|^Undo$'))
    activate('item-tick', second['items'][0]['id'])
    offer.press()
    wait(lambda: phases(session, path)[0]['items'][0]['state'] == 'done', 'the tick on disk')
    assert len(phases(session, path)) == 5


if __name__ == '__main__':
    driver.main(globals())
