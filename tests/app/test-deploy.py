#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deployments in the window: what is recorded of them, what a new attempt opens again, and what is kept."""

import json
import re

import driver
from scenario import content, describes, dialog, dialog_gone, focus_is, heads, history, new_release, opened, phase_menu, press, told, toast, until_saved
from session import wait

DAY = '2026-12-09 09:00:00'  # UTC: the release moment
ME = 'Amira Haddad'
OPTIONS = {'now': DAY, 'settings': {'user-name': ME}}


def change(path, **values):
    """Before the window opens it."""
    document = json.loads(path.read_text())
    document.update(values)
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + '\n')


def start(session, path):
    """With the focus in the deployments, from wherever it was."""
    window = session.start(path)
    window.find('frame', re.compile('Payments'))
    window.keys('ctrl+d')
    heads(window, 'Production Deployment')
    return window


def until_deployed(session, path, condition, what):
    """Waits until the saved attempts fit; returns them. Each must keep to the schema."""
    def attempts():
        return content(path).get('attempts', [])
    wait(lambda: condition(attempts()), f'{what} on disk')
    told(session, path)
    return attempts()


def only(attempts, number=1):
    """The one deployment of an attempt."""
    deployment, = attempts[number - 1]['deployments']
    return deployment


@driver.options(**OPTIONS)
def test_started_and_ended_in_a_press(session):
    path = new_release(session)
    before = content(path)
    window = start(session, path)
    window.find('label', 'Not deployed yet')
    focus_is(window, 'Start Deployment')
    window.keys('space')
    deployment = only(until_deployed(session, path, len, 'the start'))
    assert deployment['target'] == 'Production' and deployment['started'].startswith('2026-12-09T09:0') and deployment['started-by'] == ME, deployment
    assert content(path)['state'] == 'active'
    window.find('label', re.compile(r'^Attempt 1 · started 10:0\d$'))
    toast(window, '^Start recorded: “Production”$')
    started = content(path)

    # What was pressed is gone: the focus is where the next press is.
    focus_is(window, 'Succeeded')
    window.keys('space')
    until_deployed(session, path, lambda attempts: only(attempts)['outcome'] != 'none', 'the end')
    deployment = only(content(path)['attempts'])
    assert deployment['outcome'] == 'succeeded' and deployment['ended'] >= deployment['started'] and deployment['ended-by'] == ME, deployment
    assert content(path)['state'] == 'released'
    window.find('label', re.compile(r'^Attempt 1 · started 10:0\d · Succeeded 10:0\d$'))
    window.gone('push button', 'Succeeded')
    focus_is(window, 'New Attempt…')

    # Each was one step, with what it did to the release.
    window.keys('ctrl+z')
    until_saved(path, started)
    window.keys('ctrl+z')
    until_saved(path, before)
    window.find('label', 'Not deployed yet')
    assert history(path)[-4:-2] == ['deploy-start', 'deploy-end'], history(path)


@driver.options(**OPTIONS)
def test_another_end_with_a_reason(session):
    path = new_release(session)
    window = start(session, path)
    window.keys('space')
    focus_is(window, 'Succeeded')
    press(window, 'Other End…')
    opened(window, 'Record End of Deployment')
    window.keys('alt+r')
    window.type('Error rate of 4 %')
    window.find('text', re.compile('^When')).set_text('2026-12-09 09:99')
    window.find('label', re.compile('^When it was is written as'))
    window.find('push button', 'Record').has('-sensitive')
    window.find('text', re.compile('^When')).set_text('2026-12-09 08:00')
    window.keys('Return')
    window.find('label', 'It would have ended before it was started: correct one of the two times')
    window.find('text', re.compile('^When')).set_text('2026-12-09 11:05')
    window.keys('Return')
    dialog_gone(window, 'Record End of Deployment')
    deployment = only(until_deployed(session, path, lambda attempts: only(attempts)['outcome'] != 'none', 'the end'))
    # The zone of the release is an hour ahead.
    assert (deployment['outcome'], deployment['reason'], deployment['ended']) == ('rolled-back', 'Error rate of 4 %', '2026-12-09T10:05:00Z'), deployment
    assert content(path)['state'] == 'rolled-back'
    toast(window, '^End recorded: “Production”$')
    window.find('label', re.compile(r'· Rolled back 11:05 · Error rate of 4 %$'))


@driver.options(**OPTIONS)
def test_a_new_attempt_keeps_the_ticks(session):
    path = new_release(session)
    session.ctl('check', path, '3.1', '4.1', '4.2', '5.1', '--by', 'Jonas Weber')
    session.ctl('skip', path, '4.3', '--reason', 'no data', '--by', 'Jonas Weber')
    window = start(session, path)
    window.keys('space')
    focus_is(window, 'Succeeded')
    window.keys('space')
    focus_is(window, 'New Attempt…')
    until_deployed(session, path, lambda attempts: only(attempts)['outcome'] != 'none', 'the end')
    before = content(path)

    window.keys('space')
    opened(window, 'New Attempt')
    window.find('label', 'These phases are opened again: Production Deployment, Post-Deployment. 4 ticks are kept with Attempt 1, to be looked at.')
    window.keys('alt+b')
    window.type('2.4-rc4')
    window.keys('alt+s')
    dialog_gone(window, 'New Attempt')
    attempts = until_deployed(session, path, lambda attempts: len(attempts) == 2, 'the second attempt')
    assert (only(attempts, 2)['target'], only(attempts, 2)['build']) == ('Production', '2.4-rc4') and only(attempts, 2)['outcome'] == 'none', attempts
    assert [(phase['title'], [item['state'] for item in phase['items']]) for phase in attempts[0]['phases']] == [
        ('Production Deployment', ['done', 'done', 'skipped'] + ['open'] * 4), ('Post-Deployment', ['done'] + ['open'] * 5)]
    assert {item.get('by') for phase in attempts[0]['phases'] for item in phase['items'] if item['state'] != 'open'} == {'Jonas Weber'}
    assert [phase['done'] for phase in told(session, path)['phases']] == [0, 0, 1, 0, 0, 0]
    after = content(path)

    # They are looked at from the deployments, and from each phase that was opened again.
    window.find('label', 'Attempt 1: Succeeded · 3 of 7')
    look(window, lambda: window.find('push button', 'Look…').press())
    window.keys('alt+5')
    heads(window, 'Post-Deployment')
    window.gone('push button', 'Look…')
    look(window, lambda: phase_menu(window, 'Earlier Attempts…'))
    assert content(path) == after

    window.keys('ctrl+z')
    until_saved(path, before)
    window.keys('alt+4')
    window.gone('push button', 'Look…')


def look(window, ask):
    ask()
    earlier = dialog(window, 'Earlier Attempts')
    earlier.find('heading', 'Attempt 1: Succeeded')
    earlier.find('heading', 'Production Deployment · 3 of 7')
    earlier.find('heading', 'Post-Deployment · 1 of 6')
    describes(earlier, '4.2', '^Done · Jonas Weber, ')
    describes(earlier, '4.3', '^Skipped · no data · Jonas Weber, ')
    describes(earlier, '4.4', '^Open$')
    describes(earlier, '5.1', '^Done · ')
    window.keys('space', 'Escape')  # a tick that was kept cannot be taken away
    dialog_gone(window, 'Earlier Attempts')


@driver.options(**OPTIONS)
def test_two_targets_side_by_side(session):
    path = new_release(session)
    window = start(session, path)
    window.keys('space')
    focus_is(window, 'Succeeded')
    press(window, 'More for Production')
    window.find('menu item', re.compile('Add Target…$')).press()
    opened(window, 'Plan Deployment')
    window.type('EU West')
    window.keys('alt+d')
    window.type('2026-12-09')
    window.keys('alt+i')
    window.keys('ctrl+a')
    window.type('18:00-20:00')
    window.keys('alt+p')
    dialog_gone(window, 'Plan Deployment')
    attempt, = until_deployed(session, path, lambda attempts: len(attempts[0]['deployments']) == 2, 'the second target')
    assert attempt['deployments'][1]['target'] == 'EU West' and attempt['deployments'][1]['window'] == {'local': '2026-12-09T18:00', 'length': 'PT2H'}, attempt
    window.find('label', 'Attempt 1 · 2 targets · 1 running · 1 planned')
    window.find('label', 'EU West · planned for 18:00')

    window.find('push button', 'Start: EU West').press()
    window.find('label', 'Attempt 1 · 2 targets · 2 running')
    window.find('push button', 'Succeeded: Production').press()
    window.find('label', 'Attempt 1 · 2 targets · 1 succeeded · 1 running')
    until_deployed(session, path, lambda attempts: attempts[0]['deployments'][0].get('outcome') == 'succeeded', 'the first end')
    assert content(path)['state'] == 'active'
    window.find('push button', 'Succeeded: EU West').press()
    until_deployed(session, path, lambda attempts: attempts[0]['deployments'][1].get('outcome') == 'succeeded', 'the second end')
    assert content(path)['state'] == 'released'
    window.find('push button', 'New Attempt…')


@driver.options(**OPTIONS)
def test_what_is_planned_is_corrected_and_removed(session):
    path = new_release(session)
    before = content(path)
    window = start(session, path)
    press(window, 'Plan…')
    opened(window, 'Plan Deployment')
    window.keys('Return')  # to Production, at the release moment
    planned = only(until_deployed(session, path, len, 'the plan'))
    assert (planned['target'], planned['window']) == ('Production', {'local': '2026-12-09T10:00'}), planned
    window.find('label', 'Attempt 1 · planned for 10:00')

    press(window, 'More for Production')
    window.find('menu item', re.compile('Correct…$')).press()
    opened(window, 'Correct Deployment')
    window.keys('alt+h')
    window.type('CHG-2041')
    window.keys('alt+a')
    until_deployed(session, path, lambda attempts: only(attempts).get('ticket') == 'CHG-2041', 'the ticket')
    window.find('label', 'Attempt 1 · CHG-2041 · planned for 10:00')

    press(window, 'More for Production')
    window.find('menu item', re.compile('Remove$')).press()
    window.find('label', 'Not deployed yet')
    until_saved(path, before)
    window.keys('ctrl+z')
    window.find('label', 'Attempt 1 · CHG-2041 · planned for 10:00')


@driver.options(**OPTIONS)
def test_what_runs_of_an_earlier_attempt_is_ended(session):
    """Two people pressed at once: both attempts are kept, and the end of the first one has to be recorded before the release can go on."""
    path = new_release(session)
    change(path, state='active', attempts=[
        {'id': f'attempt{n}aaaa', 'position': f'a{n}', 'deployments': [
            {'id': f'deploy{n}aaaaa', 'position': 'a0', 'target': 'Production', 'started': f'2026-12-09T08:3{n}:00Z', 'started-by': who}]}
        for n, who in enumerate(('Jonas Weber', ME))])
    window = start(session, path)
    window.find('label', 'Attempt 1 · started 09:30')
    window.find('label', 'Attempt 2 · started 09:31')
    window.find('push button', 'Succeeded').press()
    until_deployed(session, path, lambda attempts: only(attempts, 2).get('outcome') == 'succeeded', 'the end of the second')
    press(window, 'Other End…: Production')
    dialog(window, 'Record End of Deployment').find('push button', 'Record').press()
    dialog_gone(window, 'Record End of Deployment')
    attempts = until_deployed(session, path, lambda attempts: only(attempts).get('outcome') == 'rolled-back', 'the end of the first')
    assert only(attempts, 2)['outcome'] == 'succeeded' and content(path)['state'] == 'released', attempts
    window.gone('label', 'Attempt 1 · started 09:30')
    window.find('push button', 'Look…')


@driver.options(**OPTIONS)
def test_a_plan_that_begins_an_attempt_says_so(session):
    """To another target beside what stands it is none; to the same one again, and after what failed, it is."""
    path = new_release(session)
    session.ctl('check', path, '4.1', '4.2', '5.1')
    session.ctl('deploy', 'start', path, '--when', '2026-12-09T10:00')
    session.ctl('deploy', 'end', path, '--outcome', 'succeeded', '--when', '2026-12-09T10:05')
    says = ('A new attempt begins with it. These phases are opened again: Production Deployment, Post-Deployment. '
            '3 ticks are kept with Attempt 1, to be looked at.')
    window = start(session, path)
    before = content(path)

    def plan():
        press(window, 'More for Production')
        window.find('menu item', re.compile('Add Target…$')).press()
        return dialog(window, 'Plan Deployment')
    form = plan()
    target = form.find('text', re.compile('^Target'))
    target.set_text('EU')
    form.gone('label', says)
    target.set_text('production ')
    form.find('label', says)
    target.set_text('EU West')
    form.gone('label', says)
    window.keys('Escape')
    dialog_gone(window, 'Plan Deployment')
    assert content(path) == before

    session.ctl('deploy', 'end', path, 'd1.1', '--outcome', 'failed', '--reason', 'Login')
    window.find('label', re.compile('· Failed 10:05 · Login$'))
    form = plan()
    form.find('label', says)
    window.keys('Escape')
    dialog_gone(window, 'Plan Deployment')


@driver.options(**OPTIONS)
def test_a_correction_leaves_that_of_others(session):
    path = new_release(session)
    session.ctl('deploy', 'start', path, '--when', '2026-12-09T10:00')
    window = start(session, path)
    press(window, 'More for Production')
    window.find('menu item', 'Correct…').press()
    form = dialog(window, 'Correct Deployment')
    session.ctl('deploy', 'correct', path, 'd1.1', '--build', 'rc2', '--started', '2026-12-09T09:50')
    window.find('label', 'Attempt 1 · build rc2 · started 09:50')
    form.find('text', 'Change ticket').set_text('CHG-7')
    form.find('push button', 'Apply').press()
    dialog_gone(window, 'Correct Deployment')
    deployment = only(until_deployed(session, path, lambda attempts: only(attempts).get('ticket') == 'CHG-7', 'the ticket'))
    assert (deployment['build'], deployment['started']) == ('rc2', '2026-12-09T08:50:00Z'), deployment


@driver.options(**OPTIONS)
def test_a_corrected_outcome_leaves_the_time(session):
    """The dialog does not ask for a time that would not be taken: that of the end is corrected as the others are."""
    path = new_release(session)
    session.ctl('deploy', 'start', path, '--when', '2026-12-09T10:00')
    session.ctl('deploy', 'end', path, '--outcome', 'failed', '--when', '2026-12-09T10:05')
    window = start(session, path)
    press(window, 'More for Production')
    window.find('menu item', 'Correct Outcome…').press()
    form = dialog(window, 'Record End of Deployment')
    form.find('text', 'Reason').set_text('Login')
    form.gone('text', re.compile('^When'))
    form.find('push button', 'Record').press()
    dialog_gone(window, 'Record End of Deployment')
    deployment = only(until_deployed(session, path, lambda attempts: only(attempts).get('reason') == 'Login', 'the reason'))
    assert (deployment['outcome'], deployment['ended']) == ('failed', '2026-12-09T09:05:00Z'), deployment


@driver.options(**OPTIONS)
def test_a_hold_refuses(session):
    path = new_release(session)
    change(path, **{'state': 'on-hold', 'state-reason': 'legal', 'state-by': ME, 'state-at': '2026-12-08T09:00:00Z'})
    before = content(path)
    window = start(session, path)
    window.keys('space')
    toast(window, '^The release is on hold: resume it before a deployment$')
    window.find('label', 'Not deployed yet')
    window.stop()
    assert content(path) == before


@driver.options(**OPTIONS)
def test_a_closed_release_is_only_read(session):
    path = new_release(session)
    change(path, **{'state': 'closed', 'state-before': 'aborted', 'state-reason': 'over', 'state-by': ME, 'state-at': '2026-12-08T09:00:00Z'})
    window = session.start(path)
    window.find('frame', re.compile('Payments'))
    window.keys('alt+4')
    for name in 'Start Deployment', 'Plan…':
        window.find('push button', name).has('-sensitive')


@driver.options(**OPTIONS)
def test_a_freeze_is_said_and_stops_nobody(session):
    path = new_release(session)
    change(path, calendar={'freezes': '2026-12-09T08:00/2026-12-09T18:00 Audit'})
    window = start(session, path)
    window.find('label', 'A start now falls into a freeze: Audit (Wed 9 Dec 2026, 08:00–18:00)')
    window.keys('space')
    until_deployed(session, path, len, 'the start')
    window.gone('label', re.compile('freeze'))


if __name__ == '__main__':
    driver.main(globals())
