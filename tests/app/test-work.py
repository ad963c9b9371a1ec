#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two weeks of work on a release: states that ask for a reason, people, notes and links, phases, incidents, another date. What the
window did is what the command line tells, and each step is taken back as one."""

import json
import re

import driver
from driver import wait
from scenario import (NOW, check, content, describes, dialog, dialog_gone, go_to, heads, is_focused, item, new_release, phase_menu, row,
                      told, until, until_item, until_saved)

options = driver.options(now=NOW, settings={'user-name': 'Amira Haddad'})


def verb(form, name):
    return form.find('push button', re.compile(f'{name}$'))


def undone(window, path, before):
    """One step of undo, and the document is as it was."""
    window.keys('ctrl+z')
    until_saved(path, before)


@options
def test_states(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    is_focused(window, '1.1')
    for key, title, name, state, words in (
            ('s', 'Skip 1.1', 'Skip', 'skipped', 'Skipped'), ('b', 'Block 1.1', 'Block', 'blocked', 'Blocked'),
            ('f', 'Fail 1.1', 'Fail', 'failed', 'Failed'),
            ('x', '1.1 Is Not Applicable', 'Not Applicable', 'not-applicable', 'Not applicable')):
        window.keys(key)
        form = dialog(window, title)
        verb(form, name).has('-sensitive')
        window.keys('Return')
        window.type('  ')
        verb(form, name).has('-sensitive')
        window.type('no <b>time</b> & money')
        verb(form, name).has('sensitive')
        if key == 's':
            window.keys('Tab')
            window.type('Priya Shah')
            wait(lambda: form.find('text', 'Risk accepted by').text() == 'Priya Shah', 'who accepted the risk')
        window.keys('Return')
        dialog_gone(window, title)
        until_item(session, path, '1.1', state=state, reason='no <b>time</b> & money', by='Amira Haddad')
        assert content(path)['phases'][0]['items'][0].get('accepted') == ('Priya Shah' if key == 's' else None)
        describes(window, '1.1', f'^{words} · no <b>time</b> & money')
        is_focused(window, '1.1')
        undone(window, path, before)
        describes(window, '1.1', '^Open')
    window.keys('s')
    dialog(window, 'Skip 1.1')
    window.type('thrown away')
    window.keys('Escape')
    dialog_gone(window, 'Skip 1.1')
    assert content(path) == before
    window.find('push button', re.compile('^Undo')).has('-sensitive')


@options
def test_who_and_when(session):
    """Somebody else did it, at another time, said in the zone of the release."""
    path = new_release(session)
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('x')
    form = dialog(window, '1.1 Is Not Applicable')
    window.type('none')
    window.keys('Tab', 'ctrl+a')
    window.type('Bo Chen')
    when = form.find('text', re.compile('^When'))
    assert when.name == 'When (CET)' and when.text() == '2026-11-20 10:00', (when.name, when.text())
    when.set_text('2026-11-19')
    verb(form, 'Not Applicable').has('-sensitive')
    when.set_text('2026-11-19 08:30')
    verb(form, 'Not Applicable').has('sensitive')
    window.keys('Return')
    until_item(session, path, '1.1', state='not-applicable', by='Bo Chen', at='2026-11-19T07:30:00Z')


@options
def test_note_evidence_and_owner(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    go_to(window, '1.3')
    window.keys('n')
    form = dialog(window, 'Item 1.3')
    window.type('First line & <b>')
    window.keys('Return')
    window.type('second line')
    window.keys('ctrl+Return')
    dialog_gone(window, 'Item 1.3')
    until_item(session, path, '1.3', note='First line & <b>\nsecond line')
    window.find('label', 'First line & <b>\nsecond line')
    undone(window, path, before)

    window.keys('e')
    form = dialog(window, 'Item 1.3')
    for link in 'javascript:alert(1)', 'file:///etc/passwd', 'no link':
        window.keys('ctrl+a')
        window.type(link)
        wait(lambda: form.find('text', 'Link').text() == link, link)
        verb(form, 'Apply').has('-sensitive')
        window.keys('Return')
    window.keys('ctrl+a')
    window.type('https://octoacme.example/runs/7')
    verb(form, 'Apply').has('sensitive')
    window.keys('Return')
    dialog_gone(window, 'Item 1.3')
    until_item(session, path, '1.3', evidence='https://octoacme.example/runs/7')
    window.find('link', re.compile('https://octoacme.example/runs/7'))
    undone(window, path, before)

    window.keys('a')
    dialog(window, 'Item 1.3')
    window.type('Bo Chen')
    window.keys('Return')
    dialog_gone(window, 'Item 1.3')
    until_item(session, path, '1.3', owner='Bo Chen')
    window.find('push button', re.compile('Bo Chen'))
    is_focused(window, '1.3')
    undone(window, path, before)


@options
def test_the_dialog_is_one_step(session):
    """What others change meanwhile stays; what was changed here is one step."""
    path = new_release(session)
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('Return')
    form = dialog(window, 'Item 1.1')
    form.find('text', 'Text').set_text('Agree on the scope')
    form.find('text', 'Owner').set_text('Bo Chen')
    session.ctl('note', path, '1.1', 'Written elsewhere')
    window.find('label', 'Written elsewhere')
    before = content(path)
    verb(form, 'Apply').press()
    dialog_gone(window, 'Item 1.1')
    until_item(session, path, '1.1', text='Agree on the scope', owner='Bo Chen', note='Written elsewhere')
    undone(window, path, before)


@options
def test_edits_the_list(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    texts = [entry['text'] for entry in told(session, path)['phases'][0]['items']]

    def until_texts(expected):
        until(session, path, lambda release: [entry['text'] for entry in release['phases'][0]['items']] == expected, expected)
        wait(lambda: [node.name.split(' ', 1)[1] for node in window.find_all('check box')] == expected, 'the same in the window')

    is_focused(window, '1.1')
    window.keys('F2')
    window.keys('ctrl+a')
    window.type('Other & <i>words')
    window.keys('Return')
    until_texts(['Other & <i>words'] + texts[1:])
    undone(window, path, before)

    go_to(window, '1.2')
    window.keys('alt+Down')
    is_focused(window, '1.3')
    window.keys('alt+Down')
    is_focused(window, '1.4')
    until_texts(texts[:1] + texts[2:4] + texts[1:2] + texts[4:])
    window.keys('ctrl+z')
    undone(window, path, before)
    go_to(window, '1.1')
    window.keys('alt+Up')
    go_to(window, '1.6')
    window.keys('alt+Down')
    assert content(path) == before

    window.keys('Delete')
    window.find('label', 'Deleted 1.6')
    until_texts(texts[:5])
    is_focused(window, '1.5')
    window.find('push button', re.compile('Undo$')).press()
    until_texts(texts)
    assert content(path) == before

    window.keys('ctrl+n')
    window.type('Last of all')
    window.keys('Return', 'Escape')
    until_texts(texts + ['Last of all'])
    undone(window, path, before)


@options
def test_moves_to_another_phase(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    go_to(window, '1.2')
    window.keys('Menu')
    window.find('menu item', re.compile('Move to Phase$')).press()
    window.find('menu item', re.compile('^3 Staging Validation$')).press()
    release = until(session, path, lambda release: release['phases'][2]['total'] == 7, 'a seventh item')
    assert item(release, '3.7')['text'] == 'Identify cross-team dependencies and coordinate timelines'
    assert release['phases'][0]['total'] == 5
    undone(window, path, before)


def titles(release):
    return [phase['title'] for phase in release['phases']]


@options
def test_phases(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    was = titles(told(session, path))

    phase_menu(window, 'Add Phase After…')
    form = dialog(window, 'Add Phase')
    verb(form, 'Add').has('-sensitive')
    window.type('Rehearsal & <b>')
    window.keys('Return')
    dialog_gone(window, 'Add Phase')
    release = until(session, path, lambda release: len(release['phases']) == 7, 'a seventh phase')
    assert titles(release) == was[:1] + ['Rehearsal & <b>'] + was[1:]
    assert release['phases'][1]['offset'] == '-P1D'
    heads(window, 'Rehearsal & <b>')
    window.find('list item', re.compile('^Rehearsal & <b>, '))
    undone(window, path, before)

    window.keys('alt+2')
    heads(window, was[1])
    phase_menu(window, 'Edit Phase…')
    dialog(window, 'Edit Phase')
    window.keys('ctrl+a')
    window.type('Preparation')
    window.keys('Return')
    dialog_gone(window, 'Edit Phase')
    release = until(session, path, lambda release: titles(release)[1] == 'Preparation', 'another title')
    assert release['phases'][1]['offset'] == '-P1W'
    heads(window, 'Preparation')
    undone(window, path, before)

    phase_menu(window, 'Move Down')
    until(session, path, lambda release: titles(release)[1:3] == [was[2], was[1]], 'the phase after the next one')
    heads(window, was[1])
    row(window, '3.1')
    undone(window, path, before)

    phase_menu(window, 'Delete Phase')
    window.find('label', f'Deleted {was[1]}')
    until(session, path, lambda release: titles(release) == was[:1] + was[2:], 'five phases')
    window.find('push button', re.compile('Undo$')).press()
    until_saved(path, before)
    window.find('list item', re.compile(f'^{was[1]}, '))


@options
def test_reschedules(session):
    path = new_release(session)
    session.ctl('pin', path, '1', '--at', '2026-11-24T17:00')
    window = session.start(path)
    before, was = content(path), told(session, path)
    window.tab_to('push button', 'Main Menu')
    window.keys('space')
    window.find('menu item', re.compile('Reschedule…$')).press()
    form = dialog(window, 'Reschedule')
    form.find('text', 'Date').set_text('2026-12-16')

    def says(phase, *words):
        wait(lambda: any(all(any(word in node.name for node in entry.walk()) for word in (phase, *words))
                         for entry in form.find_all('list item')), f'{phase}: {words}')
    says('Release Planning', 'Tue 24 Nov', 'Pinned, stays')
    says('Pre-Release Preparation', 'Wed 9 Dec', 'was Wed 2 Dec')
    says('Production Deployment', 'Wed 16 Dec', 'was Wed 9 Dec')
    assert content(path) == before
    verb(form, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    release = until(session, path, lambda release: release['release']['local'] == '2026-12-16T10:00', 'the new moment')
    assert release['phases'][0]['due'] == was['phases'][0]['due'] == '2026-11-24T16:00:00Z'
    assert release['phases'][1]['due'] == '2026-12-09T09:00:00Z'
    window.find('label', 'Wed 16 Dec 2026, 10:00 Europe/Berlin')
    undone(window, path, before)
    window.find('label', 'Wed 9 Dec 2026, 10:00 Europe/Berlin')


@options
def test_incidents(session):
    path = new_release(session)
    window = session.start(path)
    before = content(path)
    window.keys('shift+F9')
    form = dialog(window, 'Declare Incident')
    verb(form, 'Declare').has('-sensitive')
    window.type('Errors <b>& more')
    window.keys('Return')
    dialog_gone(window, 'Declare Incident')
    release = until(session, path, lambda release: release['incidents'], 'an incident')
    assert (release['incidents'][0]['title'], release['incidents'][0]['state']) == ('Errors <b>& more', 'triage')
    assert release['incidents'][0]['started'] == '2026-11-20T09:00:00Z'
    steps = release['incidents'][0]['items']
    assert len(steps) == 7
    window.find('label', 'Errors <b>& more')
    window.find('label', '0 of 7')

    first = window.find('list item', re.compile('^1. Trigger incident response process'))
    for index, step in enumerate(steps):
        box = window.find('check box', re.compile(re.escape(step['text']) + '$'))
        if index % 2:
            box.press()
        else:
            window.tab_to('check box', re.compile(re.escape(step['text']) + '$'))
            window.keys('space')
        box.has('checked')
    window.find('label', '7 of 7')
    until(session, path, lambda release: all(step['state'] == 'done' for step in release['incidents'][0]['items']), 'all steps')
    assert told(session, path)['phases'][0]['done'] == 0
    assert first

    window.keys('shift+F9')
    dialog(window, 'Declare Incident')
    window.type('Second')
    window.keys('Return')
    dialog_gone(window, 'Declare Incident')
    release = until(session, path, lambda release: len(release['incidents']) == 2, 'a second incident')
    assert [entry['title'] for entry in release['incidents']] == ['Errors <b>& more', 'Second']
    window.find('label', 'Incident 2 of 2')
    window.find('label', '0 of 7')
    window.find('push button', re.compile('Resolve$')).press()
    release = until(session, path, lambda release: release['incidents'][1]['state'] == 'resolved', 'the second one resolved')
    assert release['incidents'][0]['state'] != 'resolved'
    listed = session.ctl('incident', 'list', path)
    assert 'Second' in listed and 'Errors <b>& more' in listed
    for _ in range(10):
        window.keys('ctrl+z')
    until_saved(path, before)
    window.find('label', 'No Incident')


@options
def test_the_panel_by_keyboard(session):
    window = session.start(new_release(session))
    window.keys('F9')
    window.find('label', 'No Incident')
    window.tab_to('push button', re.compile('Declare Incident…$'))
    window.keys('space')
    dialog(window, 'Declare Incident')
    window.keys('Escape')
    dialog_gone(window, 'Declare Incident')
    window.keys('F9')
    window.find('push button', re.compile('^Incident response')).has('-pressed')


@options
def test_filters(session):
    path = new_release(session)
    session.ctl('check', path, '1.1', '1.2')
    session.ctl('block', path, '1.3', '--reason', 'no access')
    session.ctl('assign', path, '1.5', 'Amira Haddad')
    window = session.start(path)

    def shows(*numbers):
        wait(lambda: [node.name.split(' ')[0] for node in window.find_all('check box')] == list(numbers), f'only {numbers}')
    for name, numbers in (('To do 4', '1.3 1.4 1.5 1.6'), ('Blocked 1', '1.3'), ('Mine 1', '1.5'), ('All 6', '1.1 1.2 1.3 1.4 1.5 1.6')):
        window.tab_to('push button', re.compile(f'^{name}'))
        window.keys('space')
        shows(*numbers.split())
    window.find('push button', re.compile('^To do 4')).press()
    shows('1.3', '1.4', '1.5', '1.6')
    go_to(window, '1.4')
    window.keys('space')
    shows('1.3', '1.5', '1.6')
    until_item(session, path, '1.4', state='done')
    is_focused(window, '1.5')
    window.keys('ctrl+z')
    shows('1.3', '1.4', '1.5', '1.6')


@options
def test_searches(session):
    path = new_release(session)
    session.ctl('note', path, '6.6', 'Zebra crossing')
    window = session.start(path)
    window.keys('alt+3')
    heads(window, 'Staging Validation')
    window.keys('ctrl+f')
    window.type('zebra')
    window.find(None, '1 item found')
    window.keys('Return')
    is_focused(window, '6.6')
    window.keys('space')
    until_item(session, path, '6.6', state='done')
    window.keys('Escape')
    heads(window, 'Staging Validation')
    for _ in range(2):
        window.keys('ctrl+f')
        window.find('entry', 'Search all phases').has('focused')
        window.keys('Escape')
        wait(lambda: not [node for node in window.find_all('entry') if 'focused' in node.states], 'the search to close')


if __name__ == '__main__':
    driver.main(globals())
