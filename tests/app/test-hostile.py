#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A document in which every text is made to deceive: whatever the window shows of it, it shows as it was typed, with what nobody would see by its name. And a
folder of files that are none."""

import json
import os
import re
import socket

import driver
from driver import wait
from scenario import NOW, new_release, row
from session import Failed

# Markup, a mnemonic, a format, bidirectional controls, characters without width, between two marks that stand nowhere else
TRAP = '¤a\u202eb\u2066c\u200bd\u061ce\U000e0041f <b>&amp;&x; _x_ %s %n¤'
SHOWN = '¤a[U+202E]b[U+2066]c[U+200B]d[U+061C]e[U+E0041]f <b>&amp;&x; _x_ %s %n¤'
HIDDEN = re.compile('[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c\ufeff\U000e0000-\U000e0fff\x00-\x08\x0b-\x1f\x7f-\x9f]')
ADDRESS = 'https://bank.example@\u0430pple.example/x'


def hostile(path):
    document = json.loads(path.read_text())
    for member in 'name', 'version', 'project', 'manager':
        document[member] = TRAP
    for phase in document['phases']:
        phase['title'] = TRAP
    items = document['phases'][0]['items']
    for item, state in zip(items, ('done', 'blocked', 'skipped', 'failed', 'not-applicable', 'open')):
        item.update({'text': TRAP, 'owner': TRAP, 'note': f'{TRAP}\n{TRAP}', 'evidence': ADDRESS, 'evidence-title': TRAP})
        if state != 'open':
            item.update({'state': state, 'reason': TRAP, 'by': TRAP, 'at': '2026-11-19T10:00:00Z'})
        if state in ('skipped', 'not-applicable'):
            item['accepted'] = TRAP
    document['response']['title'] = TRAP
    for step in document['response']['items']:
        step['text'] = TRAP
    for incident in document['incidents']:
        incident.update({'title': TRAP, 'declared-by': TRAP})
        for step in incident['items']:
            step['text'] = TRAP
            step['note'] = TRAP
    document['history'].append(f'2026-11-20T08:00:00Z | 000abcde | {TRAP} | tick | {TRAP} | {TRAP}')
    document['history'].append(f'2026-11-20T08:00:01Z | 000abcdf | x | {TRAP} | y | {TRAP}')
    path.write_text(json.dumps(document, ensure_ascii=False))


def look(window, screen, least):
    """All that is on the screen: the trap whole wherever a part of it is, in @least places."""
    whole = 0
    for node in window.refresh().walk():
        for text in node.name, node.description:
            if HIDDEN.search(text):
                raise Failed(f'{screen}: hidden characters in {node.role} {text!a}')
            whole += text.count(SHOWN)
            rest = text.replace(SHOWN, '')
            if '¤' in rest and len(text) > 2:  # two letters are the initials of a person
                raise Failed(f'{screen}: not as it was typed: {node.role} “{text}”')
    if whole < least:
        raise Failed(f'{screen}: the text is shown in {whole} places, expected {least}\n' + '\n'.join(window.dump()))


def make(session):
    path = new_release(session)
    session.ctl('incident', 'open', path, '--title', 'x', '--severity', 'SEV2')
    session.ctl('incident', 'open', path, '--title', 'y', '--severity', 'SEV3')
    hostile(path)
    return path


@driver.options(now=NOW, size=(1400, 1000))
def test_release(session):
    path = make(session)
    window = session.start(path)
    window.find('frame', f'{SHOWN} {SHOWN} — Liftoff')
    window.find('label', f'\u00a0· xn--pple-43d.example')
    look(window, 'the release', 30)
    for width in 640, 420, 1390:
        window.resize(width, 900)
        look(window, f'the release at {width}', 10)


@driver.options(now=NOW, size=(1400, 1000))
def test_item_menu(session):
    path = make(session)
    window = session.start(path)
    row(window, '1.2')
    window.keys('shift+F10')
    window.find('menu item', re.compile('Move to Phase')).press()
    window.find('menu item', re.compile(re.escape(f'2 {SHOWN}')))
    look(window, 'the menu of an item', 35)
    window.kill()


@driver.options(now=NOW, size=(1400, 1000))
def test_switcher_and_toast(session):
    path = make(session)
    window = session.start(path)
    row(window, '1.2')
    window.keys('ctrl+k')
    window.find('list item', re.compile(re.escape(SHOWN)))
    look(window, 'the switcher', 30)
    window.keys('Escape')
    window.click(window.find('push button', 'Phase menu'))
    window.find('menu item', re.compile('Delete Phase$')).press()
    window.find('label', f'Deleted {SHOWN}')
    look(window, 'a toast', 20)


@driver.options(now=NOW, size=(1400, 1000))
def test_dialogs(session):
    path = make(session)
    window = session.start(path)
    # The text of each entry is the real one; what stands beside it is shown
    for key, title, least in (('Return', None, 0), ('s', 'Skip 1.2', 1), ('ctrl+h', 'History', 3)):
        row(window, '1.2').find()
        window.tab_to('list item', re.compile(r'^1\.\d '))
        window.keys(key)
        wait(lambda: len(window.window_ids()) > 1, f'what {key} opens')
        look(window, f'the dialog of {key}', 30 + least)
        if key == 's':
            window.click(window.find('push button', 'People of This Release'))
            window.find('menu item', SHOWN)
            look(window, 'the people', 32)
            window.keys('Escape')
            window.gone('menu item', SHOWN)
        while len(window.window_ids()) > 1:
            before = len(window.window_ids())
            window.keys('Escape')
            wait(lambda: len(window.window_ids()) < before, 'the dialog to close')


def act(name, *parameter):
    """An action that the menus have, too."""
    from gi.repository import Gio, GLib
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'com.octoacme.Liftoff', '/com/octoacme/Liftoff/window/1', 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', (name, [GLib.Variant('s', one) for one in parameter], {})), None, Gio.DBusCallFlags.NONE, 5000)


@driver.options(now=NOW, size=(1400, 1000))
def test_other_dialogs(session):
    path = make(session)
    window = session.start(path)
    window.find('frame', f'{SHOWN} {SHOWN} — Liftoff')
    phase = json.loads(path.read_text())['phases'][1]['id']
    incident = json.loads(path.read_text())['incidents'][0]['id']
    for name, parameters in (('reschedule', []), ('details', []), ('pin-phase', [phase]), ('edit-phase', [phase]), ('incident-rename', [incident]),
                             ('earlier-versions', []), ('declare', [])):
        act(name, *parameters)
        wait(lambda: len(window.window_ids()) > 1, f'what {name} opens')
        look(window, name, 20)
        while len(window.window_ids()) > 1:
            before = len(window.window_ids())
            window.keys('Escape')
            wait(lambda: len(window.window_ids()) < before, f'the end of {name}')


@driver.options(now=NOW, size=(1400, 1000))
def test_editing_keeps_the_text(session):
    """What is hidden stays in the text: an entry holds and keeps it."""
    path = make(session)
    window = session.start(path)
    row(window, '1.2')
    act('item-rename', json.loads(path.read_text())['phases'][0]['items'][1]['id'])
    window.find('text', 'Text of the item').has('focused')
    window.keys('End')
    window.type('!')
    window.keys('Return')
    wait(lambda: json.loads(path.read_text())['phases'][0]['items'][1]['text'] == TRAP + '!', 'the text on disk')


def odd_folder(session):
    path = new_release(session)
    folder = path.parent
    os.mkfifo(folder / 'pipe.liftoff.json')
    (folder / 'folder.liftoff.json').mkdir()
    for name, target in (('out', '/etc/passwd'), ('dangling', 'nowhere'), ('loop', 'loop.liftoff.json'), ('device', '/dev/zero')):
        os.symlink(target, folder / f'{name}.liftoff.json')
    with open(folder / 'huge.liftoff.json', 'wb') as file:
        file.truncate(5 << 30)
    (folder / f'{"long-" * 45}.liftoff.json').write_text('{')
    (folder / 'two\nlines\x1b[31m.liftoff.json').write_text('{')
    (folder / 'a\u202etxt.liftoff.json').write_text('{')
    with open(os.fsencode(folder) + b'/\xff\xfe.liftoff.json', 'w') as file:
        file.write('{')
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / 'socket.liftoff.json'))
    return path


@driver.options(now=NOW, size=(1400, 1800))
def test_odd_files(session):
    path = odd_folder(session)
    window = session.start(path)
    window.resize(1300, 1700)
    window.keys('alt+Home')
    for name, reason in (('pipe', 'it is a pipe'), ('folder', 'it is a folder'), ('out', 'leads out of this folder, to “/etc/passwd”'), ('dangling', 'does not exist'),
                         ('loop', 'links'), ('device', 'leads out of this folder'), ('huge', 'larger than'), ('socket', 'it is a socket'),
                         ('two[U+000A]lines[U+001B][31m', ''), ('a[U+202E]txt', ''), ('\ufffd\ufffd', ''), ('long-' * 45, '')):
        node = window.find('list item', re.compile('^' + re.escape(f'{name}.liftoff.json') + '.*' + re.escape(reason), re.DOTALL))
        if str(path.parent) in node.name:
            raise Failed(f'the folder is in {node}')
        if HIDDEN.search(node.name):
            raise Failed(f'hidden characters in {node.name!a}')
    window.find('list item', re.compile('^Payments'))


if __name__ == '__main__':
    driver.main(globals())
