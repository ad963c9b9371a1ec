#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What any program of the session can have Liftoff do over the bus: exactly these actions, with exactly these parameters. But for opening a file, none names a
path and none deletes, in the document or on the disk. Junk is turned down."""

import json
import pathlib

import driver
from gi.repository import Gio, GLib
from scenario import dialog
from session import Failed, wait

NAME = 'com.octoacme.Liftoff'
PATH = '/com/octoacme/Liftoff'
FREEDESKTOP = 'org.freedesktop.Application'

# Each action was looked at before it came here. “s” is the id of a thing of the open document, unless it says more.
APPLICATION = {
    'about': '', 'new-release': '', 'open': '', 'preferences': '', 'quit': '',
    'open-release': 's',  # a path: opens that file, as Open of org.freedesktop.Application does
}
WINDOW = {
    # What is shown
    'update': '', 'releases': '', 'switch': '', 'history': '', 'show-help-overlay': '', 'incident': '', 'close-panel': '', 'next-pane': '', 'show-phases': '',
    'next-phase': '', 'previous-phase': '', 'next-conflict': '', 'phase': 's', 'phase-number': 'i', 'incident-select': 's', 'search': '', 'incident-panel': '', 'close': '',
    'deployment': '', 'earlier-attempts': '',
    # Dialogs: the person at the screen decides, also about a file's place
    'reschedule': '', 'calendar': '', 'details': '', 'earlier-versions': '', 'save-elsewhere': '', 'export-markdown': '', 'edit-phase': 's', 'add-phase': 's', 'pin-phase': 's', 'item-open': 's',
    'item-rename': 's', 'item-block': 's', 'item-fail': 's', 'item-skip': 's', 'item-na': 's', 'item-note': 's', 'item-evidence': 's', 'item-assign': 's', 'item-moment': 's',
    'add-item': '', 'declare': '', 'incident-rename': 's', 'hand-over': '', 'hotfix': '',
    'deploy-other-end': 's', 'deploy-plan': '', 'deploy-correct': 's', 'deploy-new-attempt': '',
    'release-state': 's',  # the word of a state
    # A file of the folders in which releases are kept, by the id of a link of the open document
    'open-link': 's',
    # The clipboard, and the file of the open release
    'copy-markdown': '', 'reload': '', 'retry-save': '',
    # Changes that delete nothing, go into the history and can be undone
    'undo': '', 'redo': '', 'item-tick': 's', 'item-reopen': 's', 'item-move-up': 's', 'item-move-down': 's', 'item-move-to': '(ss)', 'item-drop': '(sss)',
    'item-set-text': '(ss)', 'item-add': '(ss)', 'move-phase-up': 's', 'move-phase-down': 's', 'incident-resolve': 's', 'incident-reopen': 's',
    'incident-severity': '(ss)', 'item-restore': 's', 'resume': '',
    'deploy-start': 's',  # or '' for the first one, with what is usual; opens no phase again
    'deploy-end': 's',
}


class Bus:
    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, path, interface, method, parameters=None):
        return self.bus.call_sync(NAME, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 20000)

    def describe(self, path):
        return {name: kind for name, (_, kind, _) in self.call(path, 'org.gtk.Actions', 'DescribeAll').unpack()[0].items()}

    def activate(self, path, name, parameters):
        """By both roads; an answer that turns it down is one, too."""
        roads = [('org.gtk.Actions', 'Activate', '(sava{sv})')]
        if path == PATH:
            roads.append((FREEDESKTOP, 'ActivateAction', '(sava{sv})'))
        for interface, method, kind in roads:
            try:
                self.call(path, interface, method, GLib.Variant(kind, (name, parameters, {})))
            except GLib.Error as error:
                if 'Timeout' in error.message or 'NoReply' in error.message or 'ServiceUnknown' in error.message:
                    raise Failed(f'{name} {parameters}: {error.message}')

    def set_state(self, path, name, value):
        try:
            self.call(path, 'org.gtk.Actions', 'SetState', GLib.Variant('(sva{sv})', (name, value, {})))
        except GLib.Error as error:
            if 'NoReply' in error.message:
                raise Failed(f'{name} {value}: {error.message}')


def junk(ids):
    """Parameters of every type there is a use for, right and wrong ones."""
    texts = ['', '..', '../../etc/passwd', '/etc/passwd', 'a\nb\x1b[2J', '\u202e', '<b>&', 'x' * 300000, '%s%n', ids[0] + ' ']
    some = [[]] + [[GLib.Variant('s', text)] for text in texts]
    some += [[GLib.Variant('i', -1)], [GLib.Variant('i', 2 ** 31 - 1)], [GLib.Variant('b', True)], [GLib.Variant('ay', b'\xff')], [GLib.Variant('as', [])],
             [GLib.Variant('v', GLib.Variant('s', ids[0]))], [GLib.Variant('(ss)', (text, ids[0])) for text in texts][:1],
             [GLib.Variant('s', 'a'), GLib.Variant('s', 'b')]]
    some += [[GLib.Variant('(ss)', (one, other))] for one in (texts[2], ids[0]) for other in (texts[2], texts[7], ids[1])]
    some += [[GLib.Variant('(sss)', (one, other, third))] for one in (texts[2], ids[0]) for other in (texts[3], ids[1]) for third in ('', texts[3])]
    return some


def ids_of(document):
    """Each id in the document."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get('id'), str):
                found.add(value['id'])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
    walk(document)
    return found


def files(session):
    """All but the earlier states, of which each change may thin out some."""
    return {path for path in pathlib.Path(session.top).rglob('*') if path.is_file() and 'snapshots' not in path.parts}


def close_dialogs(window):
    while len(window.window_ids()) > 1:
        before = len(window.window_ids())
        window.keys('Escape')
        wait(lambda: len(window.window_ids()) < before, 'a dialog to close')


def make(session):
    path = pathlib.Path(session.ctl('new', '--name', 'Payments', '--at', '2026-12-09T10:00', '--zone', 'Europe/Berlin').strip())
    session.ctl('incident', 'open', path, '--title', 'Elevated error rate', '--severity', 'SEV2')
    session.ctl('check', path, '1.1')
    return path


def test_what_is_exported(session):
    session.start(make(session))
    bus = Bus()
    for path, expected in ((PATH, APPLICATION), (f'{PATH}/window/1', WINDOW)):
        exported = bus.describe(path)
        unknown = {name: kind for name, kind in exported.items() if expected.get(name) != kind}
        if unknown:
            raise Failed(f'{path}: look at what any program may do with these, and list them here: {unknown}')
        if expected.keys() - exported.keys():
            raise Failed(f'{path}: no longer there: {expected.keys() - exported.keys()}')


def test_junk(session):
    path = make(session)
    others = session.top / 'precious.txt'
    others.write_text('precious')
    window = session.start(path)
    bus = Bus()
    document = json.loads(path.read_text())
    before, ids = files(session), ids_of(document)
    two = [document['phases'][0]['items'][0]['id'], document['phases'][1]['id']]
    for where, names in ((PATH, [name for name in APPLICATION if name not in ('quit', 'open', 'about')]),
                         (f'{PATH}/window/1', [name for name in WINDOW if name not in ('close', 'export-markdown', 'save-elsewhere', 'show-help-overlay')])):
        for name in [*names, 'no-such-action', '', 'item-delete', 'delete-phase', 'deploy-remove', 'window.close', 'x' * 1000]:
            for parameters in junk(two):
                if name == 'open-release':
                    continue
                if parameters or APPLICATION.get(name, WINDOW.get(name)) != '':
                    bus.activate(where, name, parameters)
            close_dialogs(window)
        for name in 'search', 'incident-panel':
            for value in GLib.Variant('s', 'true'), GLib.Variant('i', 7), GLib.Variant('b', True), GLib.Variant('b', False):
                bus.set_state(where, name, value)
    window.stop()
    missing = ids - ids_of(json.loads(path.read_text()))
    if missing:
        raise Failed(f'deleted by actions on the bus: {missing}')
    if before - files(session) or others.read_text() != 'precious':
        raise Failed(f'gone from the disk: {before - files(session)}')


def test_opening_junk(session):
    """The one action that names a path, and the method that does: what cannot be opened is said, and nothing else happens."""
    path = make(session)
    window = session.start(path)
    bus = Bus()
    before = files(session)
    for name in '', '.', '..', '/', '/dev/zero', '/nonexistent', 'x' * 5000, '\n\x1b', '../' * 100:
        bus.activate(PATH, 'open-release', [GLib.Variant('s', name)])
        window.find('label', 'This Release Cannot Be Read')
    for uris in ([], ['http://example.com/x.liftoff.json'], ['file:///dev/zero'], ['not a uri'], ['file:///%00'], ['javascript:alert(1)'], ['file:///tmp/%2e%2e/etc/shadow']):
        bus.call(PATH, FREEDESKTOP, 'Open', GLib.Variant('(asa{sv})', (uris, {})))
    if before - files(session):
        raise Failed(f'gone from the disk: {before - files(session)}')
    bus.activate(PATH, 'open-release', [GLib.Variant('s', str(path))])
    wait(lambda: [frame for frame in window.refresh().children if 'Payments' in frame.name], 'the release')
    bus.call(PATH, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', ('quit', [], {})))
    window.ended()


if __name__ == '__main__':
    driver.main(globals())
