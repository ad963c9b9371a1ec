# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window share: a release to work on, what the command line says of it, and how its things are found."""

import ctypes
import json
import os
import pathlib
import re
import subprocess

from session import Failed, wait

NOW = '2026-11-20 09:00:00'
AT = '2026-12-09T10:00'
ZONE = 'Europe/Berlin'
SCHEMA = pathlib.Path(__file__).resolve().parents[2] / 'data/release.schema.json'
VALIDATE = pathlib.Path(__file__).resolve().parents[1] / 'validate-schema.py'


def new_release(session, *arguments, name='Payments'):
    """A release of the built-in process, 19 days before its moment: its path."""
    return pathlib.Path(session.ctl('new', '--name', name, '--release-version', '2.4', '--at', AT, '--zone', ZONE, *arguments).strip())


def without_privilege(session, *arguments):
    """Starts the window without the right to write where the permissions forbid it, which root has."""
    if os.geteuid():
        return session.start(*arguments)
    return session.start('--bounding-set=-dac_override,-dac_read_search', session.build / 'src/app/liftoff', *arguments, program='setpriv')


def private_mounts():
    """From now on what is mounted is seen by this test and its programs only."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_user, new_mounts, private = 0x10000000, 0x20000, 0x44000
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(new_mounts | (new_user if uid else 0)):
        raise Failed(f'unshare: {os.strerror(ctypes.get_errno())}')
    if uid:
        pathlib.Path('/proc/self/setgroups').write_text('deny')
        pathlib.Path('/proc/self/uid_map').write_text(f'{uid} {uid} 1')
        pathlib.Path('/proc/self/gid_map').write_text(f'{gid} {gid} 1')
    mount(b'none', '/', None, private)


def mount(source, folder, kind, flags=0, options=None):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(os.fsencode(source), os.fsencode(folder), kind, flags, options):
        raise Failed(f'mount: {os.strerror(ctypes.get_errno())}')


def unmount(folder):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(os.fsencode(folder), 2):
        raise Failed(f'umount: {os.strerror(ctypes.get_errno())}')


def fill(folder):
    """Takes all the room; returns the file to remove."""
    filler = folder / 'filler'
    with open(filler, 'wb', buffering=0) as file:
        try:
            while True:
                file.write(b'x' * 4096)
        except OSError:
            return filler


def small_disk(session):
    """A file system of 64 KiB that only this test and its programs see."""
    disk = session.top / 'disk'
    disk.mkdir()
    private_mounts()
    mount('tmpfs', disk, b'tmpfs', 0, b'size=64k')
    return disk


def told(session, path):
    """What the command line says of the release; every document that is looked at must keep to the schema."""
    done = subprocess.run([VALIDATE, SCHEMA, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Failed(f'{path} is not valid\n{done.stdout}')
    return json.loads(session.ctl('show', '--json', path))


def content(path):
    """The document but its history."""
    document = json.loads(path.read_text())
    del document['history']
    return document


def history(path):
    """The verbs of the history, in order."""
    return [line.split(' | ')[3] for line in json.loads(path.read_text())['history']]


def item(release, number):
    """The item of this number in what the command line says."""
    return next(item for phase in release['phases'] for item in phase['items'] if item['number'] == number)


def until(session, path, condition, what):
    """Waits until the saved document fits; returns what the command line says of it."""
    release = None

    def fits():
        nonlocal release
        release = told(session, path)
        return condition(release)
    try:
        wait(fits, what)
    except Failed as error:
        raise Failed(f'{error}\n{json.dumps(release, indent=1)}')
    return release


def until_item(session, path, number, **values):
    """Waits until the saved item has these values; returns it."""
    return item(until(session, path, lambda release: all(item(release, number)[name] == value for name, value in values.items()),
                      f'{number} with {values}'), number)


def until_saved(path, document):
    """Waits until the saved document, but its history, is this one."""
    wait(lambda: content(path) == document, 'the document on disk')


def until_state(path, state):
    """Waits until the saved release is in this state; returns the document."""
    wait(lambda: content(path).get('state', 'planned') == state, f'{state} on disk')
    return content(path)


# In the window

def row(window, number):
    """The row of an item."""
    return window.find('list item', re.compile(rf'^{re.escape(number)} '))


def check(window, number):
    return window.find('check box', re.compile(rf'^{re.escape(number)} '))


def is_focused(window, number):
    """Waits until the row of this item has the keyboard focus."""
    window.activate()
    row(window, number).has('focused')


def go_to(window, number):
    """Moves from an item in focus to another one of the shown phase by the arrow keys."""
    here = window.focused()
    if here.role != 'list item':
        here = window.tab_to('list item', re.compile(r'^\d+\.\d+ '))
    steps = int(number.split('.')[1]) - int(here.name.split()[0].split('.')[1])
    window.keys(*(['Down' if steps > 0 else 'Up'] * abs(steps)))
    is_focused(window, number)


def focus_is(window, name):
    wait(lambda: window.focused().fits('push button', name), f'“{name}” in focus')


def press(window, name):
    """By keyboard, from where the focus is."""
    window.tab_to('push button', name)
    window.keys('space')


def describes(window, number, pattern):
    """Waits until the row of an item describes its state like this."""
    wait(lambda: re.search(pattern, row(window, number).description), f'{number} described as “{pattern}”')


def heads(window, title):
    """Waits until the phase of this title is shown."""
    window.find('heading', title)


def phase_menu(window, entry):
    """Chooses from the menu of the phase that is shown."""
    window.tab_to('push button', 'Phase menu')
    window.keys('space')
    window.find('menu item', re.compile(f'{entry}$')).press()


def menu(window, *entries):
    """Chooses from the primary menu, through its submenus, by the arrow keys."""
    window.keys('F10')
    for entry in entries:
        window.find('menu item', entry)
        window.tab_to('menu item', entry, key='Down')
        window.keys('Return')


def dialog(window, title):
    """The dialog or other window of this title."""
    return wait(lambda: [frame for frame in window.refresh().children if frame.name == title], f'the window “{title}”')[0]


def opened(window, title):
    """The same, once it has the keys: the only one above the window."""
    found = dialog(window, title)
    wait(lambda: len(window.window_ids()) == 2, 'the dialog on the screen')
    return found


def dialog_gone(window, title):
    wait(lambda: not [frame for frame in window.refresh().children if frame.name == title], f'the window “{title}” to go')


def change_state(window, entry, title, reason=None):
    menu(window, 'State', entry)
    opened(window, title)
    if reason:
        window.type(reason)
    window.keys('Return')
    dialog_gone(window, title)


def toast(window, pattern):
    return window.find('label', re.compile(pattern))


def is_sensitive(window, role, name, yes=True):
    window.find(role, name).has('sensitive' if yes else '-sensitive')
