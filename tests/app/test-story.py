#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a release from its first date to its archive, in the real window and by keyboard: what is printed of its history tells all of it."""

import importlib
import re

import driver
from driver import wait
from scenario import content, dialog, dialog_gone, go_to, heads, new_release, until, until_item

life = importlib.import_module('test-life')
press = importlib.import_module('test-deploy').press
ME = 'Amira Haddad'


def answer(window, title, *keys):
    """Types into the dialog of that title, a text or a key at a time; the last one is what confirms it."""
    dialog(window, title)
    wait(lambda: len(window.window_ids()) == 2, 'the dialog on the screen')
    for key in keys:
        (window.type if ' ' in key or '-' in key else window.keys)(key)
    dialog_gone(window, title)


def state(session, path, word):
    until(session, path, lambda release: release['state'] == word, word)


@driver.options(now='2026-12-08 09:00:00', zone='Europe/Berlin', settings={'user-name': ME})
def test_a_whole_life(session):
    path = new_release(session)
    window = session.start(path)
    window.find('frame', re.compile('Payments'))

    life.menu(window, 'Reschedule…')
    answer(window, 'Reschedule', 'ctrl+a', '2026-12-16', 'alt+a', 'legal is late', 'Return')
    until(session, path, lambda release: release['moved'] == 1, 'the new moment')
    life.change_state(window, 'Put on Hold…', 'Put on Hold', 'waits for legal')
    state(session, path, 'on-hold')
    life.menu(window, 'State', 'Resume')
    state(session, path, 'planned')

    window.keys('ctrl+d')
    heads(window, 'Production Deployment')
    press(window, 'Start Deployment')
    state(session, path, 'active')
    go_to(window, '4.1')
    window.keys('space')
    until_item(session, path, '4.1', state='done')
    press(window, 'Other End…')
    answer(window, 'Record End of Deployment', 'alt+r', 'Login fails', 'alt+e')
    state(session, path, 'rolled-back')
    press(window, 'New Attempt…')
    answer(window, 'New Attempt', 'alt+b', '2.4-rc2', 'alt+s')
    state(session, path, 'active')
    assert [item['state'] for item in content(path)['phases'][3]['items']] == ['open'] * 7
    press(window, 'Succeeded')
    state(session, path, 'released')
    life.change_state(window, 'Close Release…', 'Close Release')
    state(session, path, 'closed')

    kept = content(path)['attempts'][0]['phases'][0]
    assert (kept['title'], [item['state'] for item in kept['items']]) == ('Production Deployment', ['done'] + ['open'] * 6)
    printed = session.ctl('show', path, '--history').splitlines()
    told = [re.fullmatch(rf'Tue 8 Dec 2026, 09:\d\d CET +{ME} +(.*)', line) for line in printed[1:]]
    assert [match and match[1] for match in told] == [
        'Rescheduled: 2026-12-09 10:00 Europe/Berlin → 2026-12-16 10:00 Europe/Berlin: legal is late',
        'State of the release: On hold: waits for legal',
        'State of the release: Planned',
        'Started the deployment to Production: attempt 1',
        'Ticked 4.1: Communicate deployment start time to stakeholders',
        'Ended the deployment to Production: Rolled back: Login fails',
        'Started the deployment to Production: attempt 2 · 2.4-rc2',
        'Ended the deployment to Production: Succeeded',
        'State of the release: Closed'], printed
    shown = session.ctl('show', path)
    assert re.search(r'planned Wed 9 Dec, moved once, 7 days later', shown), shown


if __name__ == '__main__':
    driver.main({'test_a_whole_life': test_a_whole_life})
