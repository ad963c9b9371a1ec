#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole life of one release in the real window, by keyboard alone: made, postponed twice, held, deployed, rolled back, deployed again, handed over, closed,
reopened and closed again. The document is looked at after each step, and the history tells the story at the end, printed and in the window."""

import datetime
import re

import driver
from driver import wait
from scenario import (change_state, check, content, describes, dialog_gone, focus_is, go_to, heads, is_focused, is_sensitive, menu, opened, press, toast, told,
                      until_saved, until_state)

ME, NEXT = 'Amira Haddad', 'Jonas Weber'
PHASES = ['Release Planning', 'Pre-Release Preparation', 'Staging Validation', 'Production Deployment', 'Post-Deployment', 'Post-Release Follow-up']
FREEZE_NOW = 'A start now falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)'


class Story:
    """The window, the document, and what the history must tell of it."""

    def __init__(self, session, window, path):
        self.session = session
        self.window = window
        self.path = path
        self.lines = []  # (when, as a pattern; what)
        self.when = None

    def it_is(self, moment, pattern):
        """Sets the clock; @pattern: how the history words it, but for the minutes that go by."""
        self.session.set_clock(moment)
        self.when = pattern
        # Timers do not learn that it is another day: what is shown is looked through.
        self.window.keys('ctrl+Page_Down', 'ctrl+Page_Up')

    def tells(self, *lines):
        self.lines += [(self.when, line) for line in lines]

    def text(self, number):
        phase, index = (int(part) - 1 for part in number.split('.'))
        return content(self.path)['phases'][phase]['items'][index]['text']

    def until(self, fits, what):
        """Waits until the saved document fits; returns it. It must keep to the schema."""
        wait(lambda: fits(content(self.path)), f'{what} on disk')
        told(self.session, self.path)
        return content(self.path)

    def until_items(self, state, *numbers, **values):
        def fits(document):
            items = [document['phases'][int(number[0]) - 1]['items'][int(number[2]) - 1] for number in numbers]
            return all(item['state'] == state and item['by'] == ME and all(item.get(name) == value for name, value in values.items()) for item in items)
        return self.until(fits, f'{", ".join(numbers)} {state}')

    def show(self, phase):
        self.window.keys(f'alt+{phase}')
        heads(self.window, PHASES[phase - 1])

    def tick(self, phase, *items):
        """Shows the phase and ticks these items of it."""
        self.show(phase)
        numbers = [f'{phase}.{item}' for item in items]
        for number in numbers:
            go_to(self.window, number)
            self.window.keys('space')
            check(self.window, number).has('checked')
            self.tells(f'Ticked {number}: {self.text(number)}')
        return self.until_items('done', *numbers)

    def say(self, number, key, title, state, verb, reason, accepted=None):
        """Gives an item of the phase that is shown a state that wants a reason."""
        go_to(self.window, number)
        self.window.keys(key)
        opened(self.window, title)
        self.window.type(reason)
        if accepted:
            self.window.keys('Tab')
            self.window.type(accepted)
        self.window.keys('Return')
        dialog_gone(self.window, title)
        is_focused(self.window, number)
        self.until_items(state, number, reason=reason, accepted=accepted)
        self.tells(f'{verb}: {self.text(number)}: {reason}' + (f' ({accepted})' if accepted else ''))

    def change_state(self, entry, title, state, label, reason=None):
        change_state(self.window, entry, title, reason)
        self.tells(f'State of the release: {label}' + (f': {reason}' if reason else ''))
        return self.until_in(state, reason)

    def until_in(self, state, reason):
        document = until_state(self.path, state)
        assert (document.get('state-reason'), document['state-by']) == (reason, ME), document
        self.until(lambda document: instant(document['state-at']), 'when')
        return document

    def until_deployed(self, fits, what):
        return self.until(lambda document: fits([attempt['deployments'][0] for attempt in document.get('attempts', [])]), what)

    def dues(self):
        return [phase['due'] for phase in told(self.session, self.path)['phases']]


def instant(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))


def utc(text, moment):
    """Whether an instant of the document is within the ten minutes from this one on."""
    return datetime.timedelta(0) <= instant(text) - instant(moment) < datetime.timedelta(minutes=10)


def make(session):
    """A new release from the built-in template, with the freeze that will be in its way."""
    session.set_clock('2026-11-20 10:00')
    window = session.start()
    window.find('label', 'No Releases Yet')
    window.keys('ctrl+shift+n')
    form = opened(window, 'New Release')
    window.type('Payments')
    window.keys('alt+v')
    window.type('2.4.0')
    window.keys('alt+d')
    window.type('2026-12-09')
    wait(lambda: form.find('text', 'Date').text() == '2026-12-09', 'the date')
    window.keys('Return')
    dialog_gone(window, 'New Release')
    heads(window, PHASES[0])

    story = Story(session, window, session.releases / 'payments.liftoff.json')
    story.it_is('2026-11-20 10:01', 'Fri 20 Nov 2026, 10:0')
    document = story.until(lambda document: document['name'] == 'Payments', 'the release')
    assert (document['version'], document['manager'], document['release']) == ('2.4.0', ME, {'local': '2026-12-09T10:00', 'zone': 'Europe/Berlin'}), document
    assert [phase['title'] for phase in document['phases']] == PHASES and sum(len(phase['items']) for phase in document['phases']) == 38
    story.tells('Created Payments')

    menu(window, 'Calendar…')
    opened(window, 'Calendar')
    window.tab_to('push button', 'Import: Freezes')
    window.keys('Tab')
    window.type('12-18/01-04 Year end')
    window.keys('alt+a')
    dialog_gone(window, 'Calendar')
    story.until(lambda document: document.get('calendar', {}).get('freezes') == '12-18/01-04 Year end', 'the freeze')
    story.tells('Changed the calendar: Freezes')
    return story


def move(story, day, reason, override=None):
    """Postpones the release by its dialog; into a freeze only with a reason."""
    window, before = story.window, content(story.path)
    menu(window, 'Reschedule…')
    form = opened(window, 'Reschedule')
    window.keys('ctrl+a')
    window.type(day)
    window.keys('alt+a')
    window.type(reason)
    wait(lambda: form.find('text', 'Reason').text() == reason, 'the reason')
    if override:
        window.find('label', 'The release falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)')
        window.keys('Return')
        is_sensitive(form, 'push button', 'Reschedule', False)
        window.keys('alt+o')
        window.type(override)
    is_sensitive(form, 'push button', 'Reschedule')
    window.keys('Return')
    dialog_gone(window, 'Reschedule')
    was = before['release']['local']
    document = story.until(lambda document: document['release'] == {'local': f'{day}T10:00', 'zone': 'Europe/Berlin'}, 'the new moment')
    last = document['moves'][-1]
    assert (last['from']['local'], last['to']['local'], last['reason'], last['by']) == (was, f'{day}T10:00', reason, ME), last
    assert document['moves'][:-1] == before.get('moves', [])
    assert document.get('override', {}).get('reason') == override
    story.tells(f'Rescheduled: {was[:10]} 10:00 Europe/Berlin → {day} 10:00 Europe/Berlin: {reason}'
                + (f'; Override of windows and freezes: {override}' if override else ''))


def prepare(story):
    """Planning and preparation; postponed, held, resumed, and postponed once more."""
    window = story.window
    story.tick(1, 1, 2)
    story.it_is('2026-11-26 09:30', 'Thu 26 Nov 2026, 09:3')
    window.find('list item', re.compile('^Release Planning, Overdue by '))
    move(story, '2026-12-16', 'Legal review takes longer')
    window.find('label', 'planned Wed 9 Dec, moved once, 7 days later')
    assert story.dues()[0] == '2026-12-02T09:00:00Z'
    story.tick(1, 3, 4, 5, 6)

    story.it_is('2026-12-09 16:00', 'Wed 9 Dec 2026, 16:0')
    story.tick(2, 1, 2, 3, 4, 5, 6)
    story.say('2.7', 's', 'Skip 2.7', 'skipped', 'Skipped 2.7', 'Staging is always up', 'Priya Shah')
    window.find('list item', re.compile('^Pre-Release Preparation, Done, 1 skipped, 7 of 7'))
    story.change_state('Put on Hold…', 'Put on Hold', 'on-hold', 'On hold', 'Waits for legal')
    window.find('label', re.compile(rf'^On hold · Waits for legal · {ME}, 16:0\d$'))

    story.it_is('2026-12-11 09:00', 'Fri 11 Dec 2026, 09:0')
    press(window, 'Resume')
    toast(window, '^The release goes on$')
    window.gone('push button', 'Resume')
    story.until_in('planned', None)
    story.tells('State of the release: Planned')
    move(story, '2026-12-22', 'Load test found a leak', 'Agreed with operations')
    window.find('label', 'planned Wed 9 Dec, moved twice, 13 days later')
    assert story.dues() == ['2026-12-08T09:00:00Z', '2026-12-15T09:00:00Z', '2026-12-19T09:00:00Z', '2026-12-22T09:00:00Z', '2026-12-22T10:00:00Z',
                            '2026-12-23T09:00:00Z']

    story.it_is('2026-12-18 11:00', 'Fri 18 Dec 2026, 11:0')
    story.tick(3, 1, 2, 3, 4, 5, 6)


def deploy(story):
    """Release day: started, and rolled back."""
    window = story.window
    story.it_is('2026-12-22 09:40', 'Tue 22 Dec 2026, 09:4')
    story.tick(4, 1, 2)
    story.say('4.3', 'b', 'Block 4.3', 'blocked', 'Blocked 4.3', 'The storage is full')
    story.it_is('2026-12-22 10:00', 'Tue 22 Dec 2026, 10:0')
    window.keys('ctrl+d')
    focus_is(window, 'Start Deployment')
    assert not window.find_all('label', FREEZE_NOW)  # the reason that lets the moment stand is good for its window
    window.keys('space')
    toast(window, '^Start recorded: “Production”$')
    document = story.until_deployed(len, 'the start')
    started = document['attempts'][0]['deployments'][0]
    assert (started['target'], started['started-by']) == ('Production', ME) and utc(started['started'], '2026-12-22T09:00:00Z'), started
    story.until_in('active', 'attempt 1')
    story.tells('Started the deployment to Production: attempt 1')
    story.tick(4, 4)

    story.it_is('2026-12-22 10:50', 'Tue 22 Dec 2026, 10:5')
    window.keys('ctrl+d')
    focus_is(window, 'Succeeded')
    press(window, 'Other End…')
    opened(window, 'Record End of Deployment')
    window.keys('alt+r')
    window.type('Error rate of 4 %')
    window.keys('Return')
    dialog_gone(window, 'Record End of Deployment')
    document = story.until_deployed(lambda deployments: deployments[0].get('outcome') == 'rolled-back', 'the end')
    ended = document['attempts'][0]['deployments'][0]
    assert (ended['reason'], ended['ended-by']) == ('Error rate of 4 %', ME) and utc(ended['ended'], '2026-12-22T09:50:00Z'), ended
    story.until_in('rolled-back', 'Production: Error rate of 4 %')
    story.tells('Ended the deployment to Production: Rolled back: Error rate of 4 %')
    window.find('label', re.compile(rf'^Rolled back · Production: Error rate of 4 % · {ME}, 10:5\d$'))


def deploy_again(story):
    """A new attempt, whose first steps are taken back and done again; what was ticked before is looked at."""
    window, before = story.window, content(story.path)
    story.it_is('2026-12-22 14:00', 'Tue 22 Dec 2026, 14:0')
    window.keys('ctrl+d')
    focus_is(window, 'New Attempt…')
    window.find('label', FREEZE_NOW)
    window.keys('space')
    opened(window, 'New Attempt')
    window.find('label', 'This phase is opened again: Production Deployment. 4 ticks are kept with Attempt 1, to be looked at.')
    window.keys('alt+b')
    window.type('2.4.0-rc4')
    window.keys('Return')
    dialog_gone(window, 'New Attempt')
    document = story.until_deployed(lambda deployments: len(deployments) == 2, 'the second attempt')
    assert document['attempts'][1]['deployments'][0]['build'] == '2.4.0-rc4'
    kept, = document['attempts'][0]['phases']
    assert [item['state'] for item in kept['items']] == ['done', 'done', 'blocked', 'done', 'open', 'open', 'open']
    assert [(item['by'], item.get('reason')) for item in kept['items'][:4]] == [(ME, None), (ME, None), (ME, 'The storage is full'), (ME, None)]
    assert [item['state'] for item in document['phases'][3]['items']] == ['open'] * 7
    start = 'attempt 2 · 2.4.0-rc4'
    story.until_in('active', start)
    story.tells(f'Started the deployment to Production: {start}')
    story.tick(4, 1, 2)

    after = content(story.path)
    window.keys('ctrl+z', 'ctrl+z', 'ctrl+z')
    until_saved(story.path, before)
    window.find('label', re.compile('^Rolled back · '))
    window.keys('ctrl+shift+z', 'ctrl+shift+z', 'ctrl+shift+z')
    until_saved(story.path, after)
    ticks = [f'tick {number}: {story.text(number)}' for number in ('4.1', '4.2')]
    steps = [f'start of the deployment to Production: {start}', *ticks]
    story.tells(*(f'Undone: {step}' for step in reversed(steps)), *(f'Redone: {step}' for step in steps))

    window.keys('ctrl+d')
    focus_is(window, 'Succeeded')
    press(window, 'Look…')
    earlier = opened(window, 'Earlier Attempts')
    earlier.find('heading', 'Attempt 1: Rolled back')
    earlier.find('heading', 'Production Deployment · 3 of 7')
    describes(earlier, '4.1', f'^Done · {ME}, ')
    describes(earlier, '4.3', f'^Blocked · The storage is full · {ME}, ')
    window.keys('space', 'Escape')
    dialog_gone(window, 'Earlier Attempts')
    assert content(story.path) == after
    story.tick(4, 3, 4, 5, 6)


def succeed(story):
    """The deployment stands: what comes after it is counted from its end. The release is handed over."""
    window = story.window
    story.it_is('2026-12-22 15:10', 'Tue 22 Dec 2026, 15:1')
    window.keys('ctrl+d')
    focus_is(window, 'Succeeded')
    window.keys('space')
    toast(window, '^End recorded: “Production”$')
    document = story.until_deployed(lambda deployments: deployments[1].get('outcome') == 'succeeded', 'the end')
    ended = document['attempts'][1]['deployments'][0]['ended']
    assert utc(ended, '2026-12-22T14:10:00Z'), ended
    story.until_in('released', 'Production')
    story.tells('Ended the deployment to Production: Succeeded')
    # An hour later, and a day later on the wall clock, which does not change between.
    assert [instant(due) - instant(ended) for due in story.dues()[4:]] == [datetime.timedelta(hours=1), datetime.timedelta(days=1)], (ended, story.dues())
    window.find('list item', re.compile(r'^Post-Deployment, Upcoming, in 5\d min, 0 of 6, Today$'))
    story.tick(4, 7)
    story.tick(5, 1, 2, 3, 4, 5)
    story.say('5.6', 'x', '5.6 Is Not Applicable', 'not-applicable', 'Not applicable: 5.6', 'Nothing deviated')

    story.it_is('2026-12-22 17:30', 'Tue 22 Dec 2026, 17:3')
    menu(window, 'Hand Over…')
    form = opened(window, 'Hand Over')
    note = form.find('text', 'Note').text()
    assert note.startswith('Payments 2.4.0, as of Tue 22 Dec 2026, 17:3') and '6.1 Review release metrics and KPIs' in note, note
    window.type(NEXT)
    window.keys('Return')
    dialog_gone(window, 'Hand Over')
    handover, = story.until(lambda document: document.get('handovers'), 'the hand-over')['handovers']
    assert (handover['from'], handover['to'], handover['note']) == (ME, NEXT, note) and utc(handover['at'], '2026-12-22T16:30:00Z'), handover
    window.find('label', f'On: {NEXT}')
    story.tells(f'Handed over to {NEXT}: from {ME}')


def close(story):
    """What remains; then nothing can be changed, but for reopening it."""
    window = story.window
    story.it_is('2026-12-23 11:00', 'Wed 23 Dec 2026, 11:0')
    story.tick(6, 1, 2, 3, 4, 6)
    story.say('6.5', 's', 'Skip 6.5', 'skipped', 'Skipped 6.5', 'Covered by the review')
    window.find('label', '38 of 38')
    story.change_state('Close Release…', 'Close Release', 'closed', 'Closed', 'All done')
    window.find('label', re.compile(rf'^Closed · All done · {ME}, 11:0\d · cannot be changed$'))
    assert content(story.path)['state-before'] == 'released'

    closed = story.path.read_bytes()
    window.keys('F6')
    window.tab_to('list item', re.compile('^6.'))
    window.keys('space', 'b', 's', 'x', 'n', 'a', 'F2', 'Delete', 'alt+Up', 'ctrl+n')
    window.keys('ctrl+d')
    heads(window, PHASES[3])
    story.show(1)
    assert len(window.window_ids()) == 1 and story.path.read_bytes() == closed

    press(window, 'Reopen…')
    opened(window, 'Reopen Release')
    window.type('The metrics are missing')
    window.keys('Return')
    dialog_gone(window, 'Reopen Release')
    story.until_in('released', 'The metrics are missing')
    story.tells('State of the release: Released: The metrics are missing')
    window.gone('push button', 'Reopen…')
    story.change_state('Close Release…', 'Close Release', 'closed', 'Closed')


def rows_of(window, keys, count):
    """The names of all rows of a long list in focus, which makes them as it is paged through."""
    names = []

    def read():
        names.extend(row.name for row in window.find_all('list item') if row.name not in names)
        keys.keys('Page_Down')
        return len(names) >= count
    wait(read, f'{count} rows')
    return names


def tell(story):
    """The history, printed and in the window, line by line."""
    lines = story.session.ctl('show', '--history', story.path).splitlines()
    for number, (line, (when, what)) in enumerate(zip(lines, story.lines), 1):
        assert re.fullmatch(rf'{re.escape(when)}\d CET +{ME}  {re.escape(what)}', line), f'line {number}: {line!r}, not {what!r}'
    assert len(lines) == len(story.lines), f'{len(lines)} lines, not {len(story.lines)}'

    story.window.keys('ctrl+h')
    window = opened(story.window, 'History')
    window.find('label', f'Revision {len(lines)}')
    rows = rows_of(window, story.window, len(lines))
    for row, (when, what) in zip(rows, reversed(story.lines)):
        assert re.fullmatch(rf"{re.escape(what)}, {ME} · {re.escape(when.replace(' 2026', ''))}\d CET", row), f'{row!r}, not {what!r}'
    story.window.keys('Escape')
    dialog_gone(story.window, 'History')


@driver.options(zone='Europe/Berlin', settings={'user-name': ME})
def test_the_life_of_a_release(session):
    story = make(session)
    prepare(story)
    deploy(story)
    deploy_again(story)
    succeed(story)
    close(story)
    tell(story)


if __name__ == '__main__':
    driver.main(globals(), seconds=300)
