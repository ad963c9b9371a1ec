#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a release in the window: held, aborted, closed and reopened, handed over, followed by a hotfix, archived. By keyboard, checked in the document."""

import json
import re

import driver
from driver import wait
from scenario import (change_state, check, content, dialog, dialog_gone, history, is_sensitive, menu, new_release, until_item, until_state)

NOW = '2026-12-03 14:20:00'
ME = 'Amira Haddad'
that_day = driver.options(now=NOW, zone='Europe/Berlin', settings={'user-name': ME})


def banner(window, words, end=''):
    """Waits until this is said above the checklist; the clock goes on."""
    return window.find('label', re.compile(rf'^{re.escape(words)}, 14:2\d{re.escape(end)}$'))


def offered(window):
    """What the menu of states has."""
    window.keys('F10')
    window.find('menu item', 'State').press()
    window.find('menu item', re.compile('…$'))
    names = [node.name for node in window.find_all('menu item')]
    window.keys('Escape')
    window.gone('menu item')
    return names[names.index('About Liftoff') + 2:]


@that_day
def test_hold_and_resume(session):
    path = new_release(session)
    window = session.start(path)
    assert offered(window) == ['Make Active…', 'Put on Hold…', 'Abort Release…'], offered(window)
    menu(window, 'State', 'Put on Hold…')
    form = dialog(window, 'Put on Hold')
    is_sensitive(form, 'push button', 'Put on Hold', False)
    window.type('waits for legal')
    is_sensitive(form, 'push button', 'Put on Hold')
    window.keys('Return')
    dialog_gone(window, 'Put on Hold')
    document = until_state(path, 'on-hold')
    assert (document['state-reason'], document['state-by'], document['state-at'][:15]) == ('waits for legal', ME, '2026-12-03T13:2'), document
    banner(window, f'On hold · waits for legal · {ME}')
    window.find('list item', re.compile('^Release Planning, On hold, 0 of 6, Wed 25 Nov$'))
    window.find('push button', 'Switch release, now Payments 2.4, Minor release · On hold')
    check(window, '1.1').press()
    until_item(session, path, '1.1', state='done')

    window.find('push button', 'Resume').press()
    document = until_state(path, 'planned')
    assert (document['state'], document.get('state-reason'), document['state-by']) == ('planned', None, ME), document
    window.gone('push button', 'Resume')
    window.find('list item', re.compile('^Release Planning, Overdue by 8 days'))
    window.keys('ctrl+z')
    until_state(path, 'on-hold')
    banner(window, f'On hold · waits for legal · {ME}')
    assert history(path) == ['create', 'state', 'tick', 'state', 'undo state'], history(path)


@that_day
def test_what_is_more_urgent(session):
    """That nothing can be changed is said before that it is on hold, and that again afterwards."""
    path = release_in(session, 'Held', 'on-hold', **{'state-reason': 'waits for legal', 'state-before': 'planned'})
    window = session.start(path)
    window.find('push button', 'Resume')
    put(path, format=99)
    window.find('push button', 'Read Again')
    assert not window.find_all('push button', 'Resume')
    put(path, format=1)
    window.find('push button', 'Resume')
    assert not window.find_all('push button', 'Read Again')


@that_day
def test_abort_and_take_up_again(session):
    path = new_release(session)
    window = session.start(path)
    change_state(window, 'Abort Release…', 'Abort Release', 'no budget')
    until_state(path, 'aborted')
    banner(window, f'Aborted · no budget · {ME}')
    window.find('list item', re.compile('^Release Planning, Aborted, '))
    window.find('push button', 'Make Active…').press()
    dialog(window, 'Make Active')
    window.type('there is one')
    window.keys('Return')
    assert until_state(path, 'active')['state-reason'] == 'there is one'
    window.gone('push button', 'Make Active…')


@that_day
def test_closed(session):
    """Nothing of a closed release can be changed until it is reopened, which says why."""
    path = new_release(session)
    window = session.start(path)
    check(window, '1.2').press()
    until_item(session, path, '1.2', state='done')
    change_state(window, 'Abort Release…', 'Abort Release', 'no budget')
    change_state(window, 'Close Release…', 'Close Release')
    document = until_state(path, 'closed')
    banner(window, f'Closed · {ME}', ' · cannot be changed')
    check(window, '1.1').has('-focusable').press()
    window.gone('push button', 'Add an item')
    window.gone('push button', 'Phase menu')
    assert offered(window) == ['Reopen…'], offered(window)
    window.keys('F10')
    for entry in 'Reschedule…', 'Hand Over…', 'Release Details…':
        is_sensitive(window, 'menu item', entry, False)
    is_sensitive(window, 'menu item', 'Hotfix Release…')
    window.keys('Escape')
    window.gone('menu item')
    window.find('list item', re.compile('^1.1 '))
    window.keys('ctrl+n', 'F6')
    window.tab_to('list item', re.compile('^1.'))
    window.keys('space', 'b')
    assert content(path) == document and len(window.window_ids()) == 1

    is_sensitive(window, 'push button', re.compile('^Undo'))
    window.find('push button', 'Reopen…').press()
    form = dialog(window, 'Reopen Release')
    is_sensitive(form, 'push button', 'Reopen', False)
    window.type('closed too early')
    window.keys('Return')
    dialog_gone(window, 'Reopen Release')
    assert until_state(path, 'aborted')['state-reason'] == 'closed too early'
    check(window, '1.1').press()
    until_item(session, path, '1.1', state='done')


@that_day
def test_close_with_an_open_incident(session):
    path = new_release(session)
    session.ctl('incident', 'open', path, '--title', 'Elevated error rate', '--severity', 'SEV2')
    window = session.start(path)
    change_state(window, 'Abort Release…', 'Abort Release', 'no budget')
    menu(window, 'State', 'Close Release…')
    window.find('label', re.compile('“SEV2 · Elevated error rate” is not resolved'))
    window.keys('Return')
    window.gone('label', re.compile('is not resolved'))
    menu(window, 'State', 'Close Release…')
    window.find('push button', re.compile('lose Release…$')).press()
    dialog(window, 'Close Release')
    window.keys('Tab', 'Tab', 'Tab', 'Return')
    dialog_gone(window, 'Close Release')
    until_state(path, 'closed')


def release_in(session, name, state, **values):
    """A release in this state: its path."""
    path = new_release(session, name=name)
    put(path, state=state, **{'state-by': 'Priya Shah', 'state-at': '2026-12-01T09:00:00Z'}, **values)
    return path


def put(path, **values):
    document = json.loads(path.read_text())
    document.update(values)
    path.write_text(json.dumps(document))


def rows(window, count):
    """The first words of the rows of the page of releases, in order, as soon as there are so many."""
    def names():
        found = [node for node in window.find_all('list item') if node.name]
        return len(found) == count and [node.name.split(',')[0] for node in found]
    return wait(names, f'{count} rows')


@that_day
def test_releases_by_state(session):
    for name, state in ('Closed', 'closed'), ('Dropped', 'aborted'), ('Gone', 'rolled-back'), ('Live', 'released'), ('Started', 'active'):
        release_in(session, name, state, **({'state-before': 'released'} if state == 'closed' else {}))
    release_in(session, 'Held', 'on-hold', **{'state-reason': 'waits for legal', 'state-before': 'planned'})
    new_release(session, name='Planned')
    (session.releases / 'broken.liftoff.json').write_text('{')
    window = session.start()
    shown = ['Open', 'Planned 2.4', 'Started 2.4', 'On Hold', 'Held 2.4', 'Released', 'Live 2.4', 'Rolled Back', 'Gone 2.4', 'Aborted', 'Dropped 2.4',
             'Cannot Be Read', 'broken.liftoff.json', 'Archive']
    assert rows(window, len(shown)) == shown, rows(window, len(shown))
    window.find('list item', 'Archive, 1 release').has('-expanded')
    window.find('list item', re.compile('^Held 2.4, Minor release, On hold · waits for legal · Priya Shah, Tue 1 Dec, 10:00, Release Planning, Wed 25 Nov'))
    window.find('list item', re.compile('^Live 2.4, Minor release, Released · Overdue by 8 days'))
    window.find('list item', re.compile('^Dropped 2.4, Minor release, Aborted · Priya Shah, Tue 1 Dec, 10:00, 0 of 38$'))
    window.find(None, re.compile('^7 releases'))

    window.tab_to('list item')
    window.keys('End')
    window.find('list item', 'Archive, 1 release').has('focused')
    window.keys('Return')
    assert rows(window, len(shown) + 1)[-2:] == ['Archive', 'Closed 2.4']
    window.find('list item', 'Archive, 1 release').has('expanded', 'focused')
    window.keys('Return')
    rows(window, len(shown))
    window.find('list item', 'Archive, 1 release').has('focused')
    window.type('closed')
    assert rows(window, 2) == ['Archive', 'Closed 2.4']
    window.keys('Escape')
    rows(window, len(shown))


@that_day
def test_archive(session):
    """Without opening it; the file is written as if it were open, and what others wrote meanwhile stays."""
    path = release_in(session, 'Live', 'released')
    other = release_in(session, 'Dropped', 'aborted')
    new_release(session, name='Planned')
    window = session.start()
    assert rows(window, 6) == ['Open', 'Planned 2.4', 'Released', 'Live 2.4', 'Aborted', 'Dropped 2.4']
    for name in 'Planned', 'Live':
        if name == 'Live':
            window.keys('Down', 'Down')
        window.find('list item', re.compile(f'^{name}')).has('focused')
        window.keys('Menu' if name == 'Live' else 'shift+F10')
        window.find('menu item', 'Open')
        if name == 'Planned':
            assert not window.find_all('menu item', 'Archive…')
            window.keys('Escape')
            window.gone('menu item')
            assert window.focused().name.startswith(name)
    window.find('menu item', 'Archive…').press()
    form = dialog(window, 'Close Release')
    form.find('label', 'Live 2.4')
    session.ctl('check', path, '1.1')
    window.type('all done')
    window.keys('Return')
    dialog_gone(window, 'Close Release')
    document = until_state(path, 'closed')
    assert (document['state-before'], document['state-reason'], document['state-by']) == ('released', 'all done', ME), document
    assert document['phases'][0]['items'][0]['state'] == 'done'
    assert content(other)['state'] == 'aborted'
    assert rows(window, 5) == ['Open', 'Planned 2.4', 'Aborted', 'Dropped 2.4', 'Archive']

    assert window.focused().name.startswith('Dropped')
    window.keys('End', 'Return')
    window.find('list item', re.compile('^Live 2.4, Minor release, Closed · all done'))
    window.click(window.find('label', 'Live 2.4'), 3)
    window.find('menu item', 'Reopen…').press()
    dialog(window, 'Reopen Release')
    window.type('not all')
    window.keys('Return')
    dialog_gone(window, 'Reopen Release')
    assert until_state(path, 'released')['state-reason'] == 'not all'
    window.find('list item', 'Released, 1 release')
    assert rows(window, 6) == ['Open', 'Planned 2.4', 'Released', 'Live 2.4', 'Aborted', 'Dropped 2.4']


@that_day
def test_moved(session):
    """How often and by how much stands under the moment."""
    path = new_release(session)
    window = session.start(path)
    window.find('label', 'T−5 d 19 h')
    assert not window.find_all('label', re.compile('moved'))
    session.ctl('reschedule', path, '--at', '2026-12-16T10:00')
    window.find('label', 'planned Wed 9 Dec, moved once, 7 days later')
    session.ctl('reschedule', path, '--at', '2026-12-11T10:00')
    window.find('label', 'planned Wed 9 Dec, moved twice, 2 days later')


@that_day
def test_hotfix(session):
    """In two presses, and each side leads to the other one."""
    path = new_release(session, '--type', 'minor')
    session.ctl('check', path, '1.1')
    put(path, version='4.2.0')
    window = session.start(path)
    menu(window, 'Hotfix Release…')
    form = dialog(window, 'New Hotfix')
    form.find(None, 'Same checklist as Payments 4.2.0')
    form.find('push button', 'Create Release').press()
    dialog_gone(window, 'New Hotfix')

    window.find('frame', re.compile('^Payments 4.2.1'))
    other = next(file for file in session.releases.iterdir() if file != path)
    wait(lambda: content(path).get('links'), 'the link on disk')
    parent, hotfix = content(path), content(other)
    assert (hotfix['name'], hotfix['version'], hotfix['type'], hotfix['release']) == ('Payments', '4.2.1', 'hotfix', {'zone': 'Europe/Berlin'}), hotfix
    assert [(link['role'], link['release'], link['name']) for link in hotfix['links']] == [('hotfix-of', parent['id'], 'Payments 4.2.0')]
    assert [(link['role'], link['release'], link['name']) for link in parent['links']] == [('hotfix', hotfix['id'], 'Payments 4.2.1')]
    assert [item['text'] for item in hotfix['phases'][0]['items']] == [item['text'] for item in parent['phases'][0]['items']]
    check(window, '1.1').has('-checked')

    other.rename(other.with_name('renamed.liftoff.json'))
    window.find('push button', 'Hotfix of Payments 4.2.0').press()
    window.find('frame', re.compile('^Payments 4.2.0'))
    window.find('push button', 'Hotfix: Payments 4.2.1').press()
    window.find('frame', re.compile('^Payments 4.2.1'))
    path.unlink()
    window.find('push button', 'Hotfix of Payments 4.2.0').press()
    window.find('label', re.compile(f'^Payments 4.2.0 was not found.*{re.escape(str(session.releases))}'))


@that_day
def test_hotfix_from_its_own_template(session):
    folder = session.releases.parent / 'templates'
    folder.mkdir(parents=True)
    (folder / 'hotfix.md').write_text('# Hotfix\n\n## Fix (T-2 hours)\n\n- [ ] Cherry-pick\n- [ ] Smoke test\n')
    path = new_release(session)
    put(path, calendar={'rule': 'before', 'weekend': 'Fri Sat'}, **{'day-time': '17:00'})
    window = session.start(path)
    menu(window, 'Hotfix Release…')
    form = dialog(window, 'New Hotfix')
    form.find('label', '2 items in 1 phase')
    assert form.find('text', 'Version').text() == ''
    window.keys('Return')
    dialog_gone(window, 'New Hotfix')
    window.find('heading', 'Fix')
    hotfix = content(next(file for file in session.releases.iterdir() if file != path))
    assert [item['text'] for item in hotfix['phases'][0]['items']] == ['Cherry-pick', 'Smoke test']
    assert (hotfix['calendar'], hotfix['day-time']) == ({'rule': 'before', 'weekend': 'Fri Sat'}, '17:00'), hotfix
    assert [link['role'] for link in hotfix['links']] == ['hotfix-of']


@that_day
def test_hand_over(session):
    """What was of the one who was on is of the one who is on now."""
    path = new_release(session)
    put(path, manager='Jonas Weber')
    session.ctl('assign', path, '1.1', 'Jonas Weber')
    session.ctl('assign', path, '1.2', 'Lena Brandt')
    session.ctl('assign', path, '1.3', ME)
    window = session.start(path)
    window.find('push button', 'Mine 1').press()
    window.find('list item', re.compile('^1.3 '))
    window.gone('list item', re.compile('^1.1 '))
    menu(window, 'Hand Over…')
    form = dialog(window, 'Hand Over')
    form.find('label', re.compile('On now: Jonas Weber'))
    is_sensitive(form, 'push button', 'Hand Over', False)
    note = form.find('text', 'Note')
    assert note.text().startswith('Payments 2.4, as of ') and '1.2 ' in note.text(), note.text()
    window.type(ME)
    wait(lambda: form.find('text', 'Who takes over').text() == ME, 'the name')
    note.set_text('Legal still has to answer.')
    form.find('push button', 'Hand Over').press()
    dialog_gone(window, 'Hand Over')
    wait(lambda: content(path).get('handovers'), 'the hand-over on disk')
    handover, = content(path)['handovers']
    assert (handover['to'], handover['from'], handover['note']) == (ME, 'Jonas Weber', 'Legal still has to answer.'), handover

    window.find('push button', 'Mine 2')
    window.find('list item', re.compile('^1.1 '))
    window.gone('list item', re.compile('^1.2 '))
    window.find('label', f'On: {ME}')
    menu(window, 'Hand Over…')
    form = dialog(window, 'Hand Over')
    form.find('label', re.compile(r'^from Jonas Weber, Thu 3 Dec, 14:2\d CET$'))
    window.type(ME)
    window.keys('Return')
    form.find('label', re.compile('is on already'))
    window.keys('Escape')
    dialog_gone(window, 'Hand Over')
    window.keys('ctrl+z')
    window.find('push button', 'Mine 1')
    window.gone('label', f'On: {ME}')


if __name__ == '__main__':
    driver.main(globals())
