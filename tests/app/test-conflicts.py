#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts in the window: two writers make them, a person sees and decides them, by mouse, by keys and by accessibility."""

import json
import re
import signal

import driver
from driver import wait
from gi.repository import Gio, GLib
from scenario import (NOW, check, content, describes, go_to, heads, history, is_focused, item, new_release, row, told, toast, until)


def document_of(path):
    return json.loads(path.read_text())


def write(path, document):
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + '\n')


def items(document, phase=1):
    return document['phases'][phase - 1]['items']


def at_the_same_time(window, path, key, there):
    """Another program changes the file, and before the window hears of it @key changes the same in the window."""
    document = document_of(path)
    there(document)
    window.process.send_signal(signal.SIGSTOP)
    try:
        write(path, document)
        window.keys(key)
    finally:
        window.process.send_signal(signal.SIGCONT)


def records(path, number, phase=1):
    """What the file records about the conflicts of an item."""
    return items(document_of(path), phase)[int(number.split('.')[1]) - 1].get('conflicts', [])


def open_ones(path, number):
    return [record['field'] for record in records(path, number) if 'candidates' in record]


def candidate(window, name):
    """The button that decides for a value."""
    return window.find('push button', name)


def is_settled(path, number, field, who):
    """The file says who decided, and when; nothing is open any more."""
    record, = records(path, number)
    assert list(record) == ['field', 'settled'] and record['field'] == field, record
    assert re.fullmatch(rf'2026-11-20T09:0\d:\d\dZ {who}', record['settled']), record


def last_line(path):
    return document_of(path)['history'][-1].split(' | ')


def conflict_about_the_state(session):
    """1.2 was done here and skipped elsewhere."""
    path = new_release(session)
    window = session.start(path)
    go_to(window, '1.2')

    def skip(document):
        items(document)[1].update(state='skipped', reason='no time', accepted='Mia Lang', by='Mia Lang', at='2026-11-20T08:05:00Z')
    at_the_same_time(window, path, 'space', skip)
    return path, window


@driver.options(now=NOW, zone='UTC', settings={'user-name': 'Jonas Weber'})
def test_state(session):
    path, window = conflict_about_the_state(session)
    toast(window, 'were merged: 1 conflict to decide')
    window.find('label', '1 conflict to decide')
    check(window, '1.2').has('-checked')
    describes(window, '1.2', '^In conflict: State$')
    window.find('list item', re.compile('Release Planning, 1 conflict · '))
    window.find('label', 'Minor release · 1 conflict')
    window.find('label', '0 of 38')
    wait(lambda: open_ones(path, '1.2') == ['state'], 'the conflict in the file')

    done = re.compile(r'^State: Done · Jonas Weber, 10:0\d$')
    candidate(window, done)
    candidate(window, 'State: Skipped · no time · risk accepted by Mia Lang · Mia Lang, 09:05').press()
    window.gone('push button', done)
    describes(window, '1.2', '^Skipped · no time')
    window.gone('label', '1 conflict to decide')
    window.find('label', 'Minor release')
    window.find('label', '1 of 38')
    until(session, path, lambda release: item(release, '1.2')['state'] == 'skipped', 'the decision in the file')
    is_settled(path, '1.2', 'state', 'Jonas Weber')
    assert last_line(path)[2:5] == ['Jonas Weber', 'settle', '1.2']
    assert re.match('State: Skipped.*; not: Done, Jonas Weber', last_line(path)[5])

    window.keys('ctrl+z')
    window.find('label', '1 conflict to decide')
    candidate(window, done)
    check(window, '1.2').has('-checked')
    wait(lambda: open_ones(path, '1.2') == ['state'], 'the conflict in the file again')
    window.keys('ctrl+shift+z')
    window.gone('push button', done)
    wait(lambda: open_ones(path, '1.2') == [] and items(document_of(path))[1]['state'] == 'skipped', 'the decision again')
    told(session, path)


@driver.options(now=NOW, zone='UTC', settings={'user-name': 'Jonas Weber'})
def test_state_by_keyboard(session):
    """F8 goes there, Tab into the buttons, Enter decides, and the focus stays on the item. Space on the row is deciding too."""
    path, window = conflict_about_the_state(session)
    window.keys('alt+4')
    heads(window, 'Production Deployment')
    window.keys('F8')
    heads(window, 'Release Planning')
    is_focused(window, '1.2')
    window.tab_to('push button', re.compile('^State: Skipped'))
    window.keys('Return')
    is_focused(window, '1.2')
    until(session, path, lambda release: item(release, '1.2')['state'] == 'skipped', 'the decision')
    window.keys('ctrl+z')
    window.find('label', '1 conflict to decide')
    is_focused(window, '1.2')
    window.keys('space')
    check(window, '1.2').has('checked')
    window.gone('label', '1 conflict to decide')
    until(session, path, lambda release: item(release, '1.2')['state'] == 'done', 'the tick')
    assert open_ones(path, '1.2') == []
    is_settled(path, '1.2', 'state', 'Jonas Weber')


@driver.options(now=NOW, zone='UTC', settings={'user-name': 'Jonas Weber'})
def test_text(session):
    path = new_release(session)
    window = session.start(path)
    text = items(document_of(path))[0]['text']
    go_to(window, '1.1')

    window.keys('F2')
    window.find('text', 'Text of the item').has('focused')
    window.keys('End')
    window.type(' <b>& here')
    wait(lambda: window.find('text', 'Text of the item').text() == f'{text} <b>& here', 'the text')

    def elsewhere(document):
        items(document)[0]['text'] = 'Something else'
    at_the_same_time(window, path, 'Return', elsewhere)
    here = f'Text: {text} <b>& here'
    candidate(window, here)
    describes(window, '1.1', '^In conflict: Text$')
    candidate(window, 'Text: Something else').press()
    window.find('list item', '1.1 Something else')
    wait(lambda: open_ones(path, '1.1') == [] and items(document_of(path))[0]['text'] == 'Something else', 'the decision')
    assert last_line(path)[3:] == ['settle', '1.1', f'Text: Something else; not: {text} <b>& here'], last_line(path)
    window.keys('ctrl+z')
    candidate(window, here).press()
    window.find('list item', f'1.1 {text} <b>& here')
    wait(lambda: open_ones(path, '1.1') == [] and items(document_of(path))[0]['text'] == f'{text} <b>& here', 'the other decision')
    told(session, path)


def conflict_about_a_deletion(session):
    """1.3 was ticked here and deleted elsewhere."""
    path = new_release(session)
    window = session.start(path)
    go_to(window, '1.3')
    at_the_same_time(window, path, 'space', lambda document: items(document).pop(2))
    wait(lambda: open_ones(path, '1.3') == ['deleted'], 'the conflict in the file')
    return path, window


@driver.options(now=NOW, zone='UTC')
def test_deleted_elsewhere_and_kept(session):
    path, window = conflict_about_a_deletion(session)
    check(window, '1.3').has('-checked')
    describes(window, '1.3', '^In conflict: Deleted or kept. Done · ')
    candidate(window, 'Deleted in one copy, changed in another: Keep').press()
    check(window, '1.3').has('checked')
    until(session, path, lambda release: item(release, '1.3')['state'] == 'done', 'the item')
    wait(lambda: open_ones(path, '1.3') == [] and records(path, '1.3'), 'the decision')
    window.keys('ctrl+z')
    check(window, '1.3').has('-checked')
    window.keys('ctrl+shift+z')
    check(window, '1.3').has('checked')


@driver.options(now=NOW, zone='UTC')
def test_deleted_elsewhere_and_here(session):
    path, window = conflict_about_a_deletion(session)
    text = items(document_of(path))[2]['text']
    candidate(window, 'Deleted in one copy, changed in another: Delete').press()
    toast(window, 'Deleted 1.3')
    window.gone('list item', f'1.3 {text}')
    wait(lambda: text not in path.read_text().split('"history"')[0], 'the deletion')
    assert history(path)[-1] == 'settle'
    window.find('push button', re.compile('Undo$')).press()
    window.find('push button', 'Deleted in one copy, changed in another: Keep')
    wait(lambda: open_ones(path, '1.3') == ['deleted'], 'the conflict again')


@driver.options(now=NOW, zone='UTC')
def test_everywhere_else(session):
    """Of the release, a phase, an incident and its step: seen where the thing is, reached by F8 in the order of the document, decided there."""
    path = new_release(session)
    session.ctl('incident', 'open', path, '--title', 'Payments fail', '--severity', 'SEV2')
    document = document_of(path)
    document['conflicts'] = [{'field': 'version', 'candidates': [{'version': '2.4'}, {'version': '2.5'}]}]
    document['phases'][2]['conflicts'] = [{'field': 'title', 'candidates': [{'title': 'Staging'}, {'title': 'Staging Validation'}]}]
    document['phases'][2]['title'] = 'Staging'
    document['response']['items'][0]['conflicts'] = [{'field': 'text', 'candidates': [{'text': 'Call'}, {'text': 'Page'}]}]
    document['response']['items'][0]['text'] = 'Call'
    incident = document['incidents'][0]
    incident['conflicts'] = [{'field': 'severity', 'candidates': [{'severity': 'SEV1'}, {'severity': 'SEV2'}]}]
    incident['severity'] = 'SEV1'
    incident['items'][1]['conflicts'] = [{'field': 'state', 'candidates': [{'state': 'open'}, {'state': 'done', 'by': 'Ann'}]}]
    write(path, document)
    window = session.start(path)
    window.find('label', '5 conflicts to decide')
    window.find('list item', re.compile('^Staging, 1 conflict · '))
    window.find('list item', re.compile('^Incident Response, 2 conflicts · '))

    places = ['Version: 2.4', 'Title: Staging', 'Text: Call', 'Severity: SEV1']
    for name in places:
        window.keys('F8')
        candidate(window, name).has('focused')
    window.keys('F8')
    window.find('list item', re.compile('^2. ')).has('focused')
    candidate(window, 'State: Done · Ann')
    window.keys('F8')
    candidate(window, places[0]).has('focused')

    for name in 'Version: 2.5', 'Title: Staging Validation', 'Text: Page', 'Severity: SEV2':
        candidate(window, name).press()
        window.gone('push button', name)
    candidate(window, 'State: Done · Ann').press()
    window.gone('label', re.compile('to decide$'))
    wait(lambda: '"candidates"' not in path.read_text(), 'all decided')
    saved = document_of(path)
    assert (saved['version'], saved['phases'][2]['title'], saved['response']['items'][0]['text'], saved['incidents'][0]['severity'],
            saved['incidents'][0]['items'][1]['by']) == ('2.5', 'Staging Validation', 'Page', 'SEV2', 'Ann')
    assert history(path)[-5:] == ['settle'] * 5
    told(session, path)


@driver.options(now=NOW, zone='UTC')
def test_filter_and_releases(session):
    """What is in conflict is to do, whatever its state; the page of all releases says that there is something to decide."""
    path = new_release(session)
    for number in '1.1', '1.2':
        session.ctl('check', path, number, '--by', 'Ann')
    document = document_of(path)
    items(document)[0]['conflicts'] = [{'field': 'owner', 'candidates': [{}, {'owner': 'Cai'}]}]
    write(path, document)
    window = session.start(path)
    heads(window, 'Release Planning')
    window.find('push button', 'To do 5').press()
    row(window, '1.1')
    window.gone('list item', re.compile('^1.2 '))
    candidate(window, 'Owner: Cai').press()
    window.gone('list item', re.compile('^1.1 '))
    window.find('push button', 'To do 4')
    window.keys('ctrl+z')
    row(window, '1.1')
    wait(lambda: open_ones(path, '1.1') == ['owner'], 'the conflict in the file')
    window.keys('alt+Home')
    window.find('list item', re.compile('Payments 2.4.*, 1 conflict · '))


@driver.options(now=NOW, zone='UTC')
def test_read_only(session):
    path = new_release(session)
    document = document_of(path)
    items(document)[0]['conflicts'] = [{'field': 'owner', 'candidates': [{}, {'owner': 'Cai'}]}]
    document['format'] = 2
    write(path, document)
    before = path.read_bytes()
    window = session.start(path)
    candidate(window, 'Owner: Nobody').has('-sensitive')
    candidate(window, 'Owner: Cai').has('-sensitive')
    window.find('label', '1 conflict to decide')
    window.keys('F8')
    is_focused(window, '1.1')
    window.stop()
    assert path.read_bytes() == before


@driver.options(now=NOW, zone='UTC')
def test_not_over_the_bus(session):
    """To decide may be to delete: nobody but the one at the window does it."""
    path = new_release(session)
    document = document_of(path)
    items(document)[0]['conflicts'] = [{'field': 'deleted', 'candidates': [{'deleted': 'no'}, {'deleted': 'yes'}]}]
    write(path, document)
    window = session.start(path)
    candidate(window, 'Deleted in one copy, changed in another: Delete')
    before = content(path)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for action, parameter in ('settle', ('(ssu)', (items(document)[0]['id'], 'deleted', 1))), ('item-tick', ('s', items(document)[1]['id'])):
        try:
            bus.call_sync('com.octoacme.Liftoff', '/com/octoacme/Liftoff/window/1', 'org.gtk.Actions', 'Activate',
                          GLib.Variant('(sava{sv})', (action, [GLib.Variant(*parameter)], {})), None, Gio.DBusCallFlags.NONE, 5000)
        except GLib.Error as error:
            assert action == 'settle' and 'Unknown action' in error.message, error
    check(window, '1.2').has('checked')
    candidate(window, 'Deleted in one copy, changed in another: Delete')
    wait(lambda: content(path) != before, 'the tick in the file')
    assert open_ones(path, '1.1') == ['deleted']


if __name__ == '__main__':
    driver.main(globals())
