#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions of the window as the session bus sees them: what is no such thing, or not that kind of thing, harms nothing."""

import itertools
import json

import driver
from gi.repository import Gio, GLib
from session import SLOW, Failed, wait

NAME = 'com.octoacme.Liftoff'
PATH = '/com/octoacme/Liftoff'
LEFT_OUT = 'close', 'export-markdown', 'show-help-overlay'  # they end the test, or open what is not the window's own


class Actions:
    def __init__(self, path):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.path = path

    def call(self, method, parameters=None):
        return self.bus.call_sync(NAME, self.path, 'org.gtk.Actions', method, parameters, None, Gio.DBusCallFlags.NONE, int(5000 * SLOW)).unpack()

    def describe(self):
        """Each action's parameter type, '' for none, if it is enabled and has no state."""
        return {name: kind for name, (enabled, kind, state) in self.call('DescribeAll')[0].items() if enabled and not state}

    def activate(self, name, *parameter):
        self.call('Activate', GLib.Variant('(sava{sv})', (name, list(parameter), {})))


def make(session):
    path = session.ctl('new', '--name', 'Payments', '--at', '2026-12-09T10:00', '--zone', 'Europe/Berlin').strip()
    session.ctl('incident', 'open', path, '--title', 'Elevated error rate', '--severity', 'SEV2')
    return path


def strange_ids(path):
    with open(path) as file:
        release = json.load(file)
    phase, incident = release['phases'][1], release['incidents'][0]
    return [phase['id'], phase['items'][0]['id'], incident['id'], incident['items'][0]['id'], release['response']['items'][0]['id'],
            release['id'], 'no-such-id', '', '<b>&']


def parameters(kind, ids):
    if kind == 's':
        return [GLib.Variant('s', one) for one in ids]
    if kind == 'i':
        return [GLib.Variant('i', number) for number in (-2147483648, -1, 0, 1, 7, 2147483647)]
    if kind in ('(ss)', '(sss)'):
        return [GLib.Variant(kind, some) for some in itertools.product(ids, repeat=len(kind) - 2)]
    return []


def activate_all(window, path):
    """Activates each action with everything; a dialog that comes is closed."""
    actions = Actions(f'{PATH}/window/1')
    ids = strange_ids(path)
    for name, kind in sorted(actions.describe().items()):
        if name in LEFT_OUT:
            continue
        for parameter in parameters(kind, ids) if kind else [None]:
            try:
                actions.activate(name, *([] if parameter is None else [parameter]))
                actions.describe()  # answered after the action was done
            except GLib.Error as error:
                raise Failed(f'{name} {parameter}: {error.message}')
            while len(window.window_ids()) > 1:
                before = len(window.window_ids())
                window.keys('Escape')
                wait(lambda: len(window.window_ids()) < before, f'the end of what {name} {parameter} opened')


def test_strange_ids(session):
    path = make(session)
    window = session.start(path)
    activate_all(window, path)


def test_without_a_release(session):
    path = make(session)
    broken = session.top / 'broken.liftoff.json'
    broken.write_text('{')
    window = session.start(broken)
    activate_all(window, path)


def test_read_only(session):
    path = make(session)
    with open(path) as file:
        text = file.read()
    with open(path, 'w') as file:
        file.write(text.replace('"format": 1', '"format": 99'))
    window = session.start(path)
    activate_all(window, path)
    with open(path) as file:
        assert file.read() == text.replace('"format": 1', '"format": 99')


if __name__ == '__main__':
    driver.main(globals())
