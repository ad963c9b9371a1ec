#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Working days, times of day, windows and freezes in the real window: what moves a deadline, what stands against a release, and why it may."""

import importlib
import json
import pathlib
import re

import driver
from driver import wait
from gi.repository import GLib
from scenario import NOW, check, content, describes, dialog, dialog_gone, heads, history, is_sensitive, new_release, opened, told, until, until_saved

Actions = importlib.import_module('test-actions').Actions
WINDOW = '/com/octoacme/Liftoff/window/1'
ICAL = pathlib.Path(__file__).resolve().parents[1] / 'data/ical'


def act(name, *parameter):
    Actions(WINDOW).activate(name, *(GLib.Variant('s', text) for text in parameter))


def calendars(session):
    folder = session.releases.parent / 'calendars'
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def choose(window, index):
    """Opens the choices of the row in focus, whose first one then has the focus, and takes one."""
    window.keys('space')
    window.keys(*['Down'] * index, 'Return')


def verb(box, name, yes=True):
    is_sensitive(box, 'push button', re.compile(f'^{name}$'), yes)
    return box.find('push button', re.compile(f'^{name}$'))


def write(box, name, text):
    entry = box.find('text', name)
    entry.set_text(text)
    wait(lambda: box.find('text', name).text() == text, f'“{text}” in {name}')


def set_freezes(window, text):
    act('calendar')
    box = dialog(window, 'Calendar')
    write(box, 'Freezes', text)
    verb(box, 'Apply').press()
    dialog_gone(window, 'Calendar')


@driver.options(now=NOW, zone='Europe/Berlin', settings={'user-name': 'Amira Haddad'})
def test_rule_and_keep(session):
    """The picture of a new release: Sunday 28 March 2027 goes to Thursday, because Good Friday is in between."""
    (calendars(session) / 'holidays.txt').write_text('2027-03-26 Good Friday\n')
    window = session.start()
    window.keys('ctrl+shift+n')
    box = dialog(window, 'New Release')
    window.type('Payments')
    write(box, 'Date', '2027-03-31')
    kept = 'Staging Validation, 3 days before, Falls on a Sunday, Sun 28 Mar, 10:00, CEST'
    moved = 'Staging Validation, 3 days before, Falls on Sun 28 Mar, moved to Thu 25 Mar, Fri 26 Mar is Good Friday · by the rule, Thu 25 Mar, 10:00, CET'
    box.find('list item', kept)
    window.keys('alt+k')
    choose(window, 1)
    box.find(None, 'Weekend and holiday deadlines: move to the working day before')
    box.find('list item', moved)
    box.find('push button', 'Keep Sunday').press()
    box.find('list item', kept)
    box.find('push button', 'Follow the Rule').has('focused')
    window.keys('space')
    box.find('list item', moved)
    box.find('push button', 'Keep Sunday').press()
    box.find('list item', kept)
    verb(box, 'Create Release').press()
    dialog_gone(window, 'New Release')

    path = session.releases / 'payments.liftoff.json'
    wait(path.exists, 'the release')
    document = content(path)
    assert document['calendar'] == {'rule': 'before', 'holidays': '2027-03-26 Good Friday'}, document['calendar']
    assert [phase.get('offset-rule') for phase in document['phases']] == [None, None, 'keep', None, None, None]
    assert told(session, path)['phases'][2]['due'] == '2027-03-28T08:00:00Z'


@driver.options(now=NOW, zone='Europe/Berlin')
def test_rule_of_a_release_is_one_step(session):
    path = new_release(session)
    before = content(path)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('reschedule')
    box = dialog(window, 'Reschedule')
    verb(box, 'Reschedule', False)
    window.keys('alt+k')
    choose(window, 2)
    box.find('list item', re.compile('^Staging Validation, 3 days before, Falls on Sun 6 Dec, moved to Mon 7 Dec, .*, was Sun 6 Dec, 10:00 CET$'))
    write(box, 'Date', '2026-12-16')
    box.find('list item', re.compile('^Staging Validation, 3 days before, Falls on Sun 13 Dec, moved to Mon 14 Dec, '))
    box.find('push button', 'Keep Sunday').press()
    box.find('list item', re.compile('^Staging Validation, 3 days before, Falls on a Sunday, Sun 13 Dec'))
    write(box, 'Reason', 'Legal review')
    verb(box, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    until(session, path, lambda release: release['release']['utc'] == '2026-12-16T09:00:00Z', 'the new moment')
    document = content(path)
    assert document['calendar'] == {'rule': 'after'} and document['phases'][2]['offset-rule'] == 'keep'
    assert [(move['from']['local'], move['to']['local'], move['reason']) for move in document['moves']] == [('2026-12-09T10:00', '2026-12-16T10:00', 'Legal review')]
    assert history(path) == ['create', 'reschedule'], history(path)

    window.keys('alt+4')
    heads(window, 'Production Deployment')
    window.find('label', 'planned Wed 9 Dec, moved once, 7 days later')
    act('reschedule')
    box = dialog(window, 'Reschedule')
    box.find(None, re.compile('^planned Wed 9 Dec, moved once'))
    window.keys('Escape')
    dialog_gone(window, 'Reschedule')
    window.keys('ctrl+z')
    until_saved(path, before)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_time_of_day_is_proposed_at_night(session):
    path = new_release(session)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('reschedule')
    box = dialog(window, 'Reschedule')
    of_day, time = re.compile('^Day and week deadlines'), 'Time and deployment window'
    assert box.find('text', of_day).text() == ''
    for text, proposed, due in (('19:59', '', '19:59'), ('20:00', '17:00', '17:00'), ('07:00', '', '07:00'), ('06:59', '17:00', '17:00'), ('10:00', '', '10:00')):
        write(box, time, text)
        box.find('list item', re.compile(f'^Release Planning, 2 weeks before, Wed 25 Nov, {due}, '))
        assert box.find('text', of_day).text() == proposed, text
    write(box, time, '02:00')
    box.find('list item', re.compile('^Release Planning, 2 weeks before, Wed 25 Nov, 17:00, '))
    box.find('push button', 'As the Release').press()
    box.find('list item', re.compile('^Release Planning, 2 weeks before, Wed 25 Nov, 02:00, '))
    write(box, time, '03:00')
    box.find('list item', re.compile('^Release Planning, 2 weeks before, Wed 25 Nov, 03:00, '))
    box.find('text', of_day).set_text('noon')
    box.find('list item', re.compile('^Not a time'))
    verb(box, 'Reschedule', False)
    box.find('text', of_day).set_text('16:30')
    box.find('list item', re.compile('^Release Planning, 2 weeks before, Wed 25 Nov, 16:30, '))
    verb(box, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    until(session, path, lambda release: release['release']['local'] == '2026-12-09T03:00', 'the new time')
    assert content(path)['day-time'] == '16:30'


@driver.options(now=NOW, zone='Europe/Berlin', settings={'user-name': 'Amira Haddad'})
def test_freeze_needs_a_reason(session):
    path = new_release(session)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    set_freezes(window, '12-18/01-04 Year end')
    until(session, path, lambda release: content(path).get('calendar') == {'rule': 'keep', 'freezes': '12-18/01-04 Year end'}, 'the freeze')
    before = content(path)
    act('reschedule')
    box = dialog(window, 'Reschedule')
    write(box, 'Date', '2026-12-22')
    box.find('label', 'The release falls into a freeze: Year end (Fri 18 Dec 2026 – Mon 4 Jan 2027)')
    verb(box, 'Reschedule', False)
    write(box, 'Date', '2026-12-17')
    box.gone('label', re.compile('falls into a freeze'))
    verb(box, 'Reschedule')
    write(box, 'Date', '2026-12-22')
    verb(box, 'Reschedule', False)
    write(box, 'Override: why it may stand', 'Agreed with operations')
    verb(box, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    until(session, path, lambda release: release['release']['local'] == '2026-12-22T10:00', 'the new moment')
    override = content(path)['override']
    assert (override['reason'], override['local'], override['by']) == ('Agreed with operations', '2026-12-22T10:00', 'Amira Haddad'), override
    window.keys('alt+4')
    window.find('label', re.compile('^Overridden: Agreed with operations · Amira Haddad, '))
    window.keys('ctrl+z')
    until_saved(path, before)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_what_others_changed_meanwhile_stays(session):
    """A dialog writes what was changed in it, not what it was opened with."""
    path = new_release(session)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('reschedule')
    box = dialog(window, 'Reschedule')
    session.ctl('reschedule', path, '--at', '2026-12-16T10:00', '--zone', 'Europe/London', '--window', 'PT3H', '--reason', 'Legal')
    session.ctl('calendar', path, '--rule', 'before')
    window.find('label', re.compile('^T−26 d'))
    write(box, 'Day and week deadlines at', '17:00')
    verb(box, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    until(session, path, lambda release: content(path).get('day-time') == '17:00', 'the time of day')
    document = content(path)
    assert document['release'] == {'local': '2026-12-16T10:00', 'zone': 'Europe/London'} and document['window'] == 'PT3H', document
    assert document['calendar']['rule'] == 'before' and len(document['moves']) == 1, document

    act('calendar')
    box = dialog(window, 'Calendar')
    (session.top / 'freezes.txt').write_text('12-18/01-04 Year end\n')
    session.ctl('calendar', path, '--freezes', session.top / 'freezes.txt', '--rule', 'after', '--weekend', 'Fri Sat')
    window.find('list item', re.compile('^Staging Validation, .*, Sun 13 Dec$'))
    write(box, 'Holidays', '12-25 Christmas')
    verb(box, 'Apply').press()
    dialog_gone(window, 'Calendar')
    until(session, path, lambda release: 'holidays' in content(path)['calendar'], 'the holidays')
    assert content(path)['calendar'] == {'rule': 'after', 'weekend': 'Fri Sat', 'holidays': '12-25 Christmas', 'freezes': '12-18/01-04 Year end'}, content(path)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_moment_that_stands_gets_a_reason(session):
    """A freeze that comes later: the release day says so, and a reason alone is a change."""
    path = new_release(session)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('calendar')
    box = dialog(window, 'Calendar')
    write(box, 'Freezes', '2026-12-09 Inventory')
    box.find('label', 'The release falls into a freeze: Inventory (Wed 9 Dec 2026)')
    verb(box, 'Apply').press()
    dialog_gone(window, 'Calendar')
    window.keys('alt+4')
    heads(window, 'Production Deployment')
    window.find('label', 'The release falls into a freeze: Inventory (Wed 9 Dec 2026)')
    window.find('push button', 'Reschedule…').press()
    box = dialog(window, 'Reschedule')
    verb(box, 'Reschedule', False)
    write(box, 'Override: why it may stand', 'Only the web shop')
    verb(box, 'Reschedule').press()
    dialog_gone(window, 'Reschedule')
    window.find('label', re.compile('^Overridden: Only the web shop · '))
    window.gone('label', re.compile('falls into a freeze'))
    until(session, path, lambda release: content(path).get('override', {}).get('local') == '2026-12-09T10:00', 'the reason')
    assert 'moves' not in content(path) or not content(path)['moves']

    # Elsewhere it is no reason any more.
    set_freezes(window, '2026-12-09/2026-12-11 Inventory')
    act('reschedule')
    box = dialog(window, 'Reschedule')
    assert box.find('text', 'Override: why it may stand').text() == 'Only the web shop'
    write(box, 'Date', '2026-12-10')
    wait(lambda: box.find('text', 'Override: why it may stand').text() == '', 'no reason for the other moment')
    verb(box, 'Reschedule', False)
    write(box, 'Date', '2026-12-09')
    wait(lambda: box.find('text', 'Override: why it may stand').text() == 'Only the web shop', 'the reason for this moment')
    window.keys('Escape')
    dialog_gone(window, 'Reschedule')


@driver.options(now=NOW, zone='Europe/Berlin')
def test_lists(session):
    """A wrong line is said with its number; the lists for all releases offer what is lacking; all is one step."""
    path = new_release(session)
    (calendars(session) / 'holidays.txt').write_text('12-25 Christmas Day\n12-26 Boxing Day\n')
    before = content(path)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('calendar')
    box = dialog(window, 'Calendar')
    verb(box, 'Apply', False)
    box.find('label', '2 lines of the lists for all releases are not here')
    write(box, 'Holidays', '12-26 Boxing Day\n2026-02-30 Fair')
    box.find('label', re.compile('^Line 2, “2026-02-30 Fair”: '))
    verb(box, 'Apply', False)
    write(box, 'Holidays', '12-26 Boxing Day')
    box.gone('label', re.compile('^Line 2'))
    box.find('label', '1 line of the lists for all releases is not here')
    box.find('push button', re.compile('^Take Over')).press()
    box.gone('label', re.compile('lists for all releases'))
    write(box, 'Deployment Windows', 'Tue,Thu 10:00-16:00 Regular')
    box.find('label', re.compile('^The release falls outside of the deployment windows; the next one is Regular '))
    box.find(None, re.compile('^Friday')).press()
    verb(box, 'Apply').press()
    dialog_gone(window, 'Calendar')
    until_saved(path, {**before, 'calendar': {'rule': 'keep', 'weekend': 'Fri Sat Sun', 'holidays': '12-26 Boxing Day\n12-25 Christmas Day', 'windows': 'Tue,Thu 10:00-16:00 Regular'}})
    window.keys('ctrl+z')
    until_saved(path, before)


@driver.options(now=NOW, zone='Europe/Berlin')
def test_import(session):
    path = new_release(session)
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('calendar')
    box = dialog(window, 'Calendar')
    write(box, 'Holidays', '12-26 Boxing Day')
    box.find('push button', re.compile('^Import: Holidays')).press()
    chooser = dialog(window, 'Import a Calendar or a List')
    window.type(str(ICAL / 'google-holidays.ics'))
    wait(lambda: any(node.text().endswith('google-holidays.ics') for node in chooser.find_all('text')), 'the path')
    window.keys('Return')
    dialog_gone(window, 'Import a Calendar or a List')
    lines = wait(lambda: (lambda text: text.split('\n') if '\n' in text else None)(box.find('text', 'Holidays').text()), 'what was imported')
    assert lines[0] == '12-26 Boxing Day' and {'05-01 Labour Day', '2026-10-03 German Unity Day'} < set(lines), lines
    verb(box, 'Apply').press()
    dialog_gone(window, 'Calendar')
    until(session, path, lambda release: content(path).get('calendar', {}).get('holidays') == '\n'.join(lines), 'the holidays')


@driver.options(now=NOW)
def test_lists_for_all_releases(session):
    window = session.start()
    window.find('label', 'No Releases Yet')
    window.keys('ctrl+comma')
    window.click(window.find('list item', re.compile('^Holidays, deployment windows and freezes')))
    box = dialog(window, 'Calendar for All Releases')
    verb(box, 'Save', False)
    write(box, 'Freezes', 'sometimes')
    box.find('label', re.compile('^Line 1, “sometimes”: '))
    verb(box, 'Save', False)
    write(box, 'Freezes', '12-18/01-04 Year end')
    verb(box, 'Save').press()
    dialog_gone(window, 'Calendar for All Releases')
    assert {file.name: file.read_text() for file in calendars(session).iterdir()} == {'freezes.txt': '12-18/01-04 Year end\n'}
    window.keys('Escape')
    wait(lambda: len(window.refresh().children) == 1, 'the preferences to go')


@driver.options(now=NOW, zone='Europe/Berlin')
def test_items_stand_in_the_order_of_their_moments(session):
    path = new_release(session)
    before = content(path)
    ids = [item['id'] for item in before['phases'][3]['items']]
    texts = [item['text'] for item in before['phases'][3]['items']]
    window = session.start(path)
    window.keys('alt+4')
    heads(window, 'Production Deployment')

    def set_moment(index, steps, figure=None, clock=None):
        act('item-moment', ids[index])
        box = wait(lambda: [frame for frame in window.refresh().children if frame.name.startswith('Item ')], 'the dialog')[0]
        choose(window, steps)
        if figure is not None:
            box.find('spin button').set_text(str(figure))
            window.keys('alt+y', 'Return')
        if clock is not None:
            write(box, 'Time, on the day its phase is due', clock)
        verb(box, 'Apply').press()
        dialog_gone(window, box.name)

    set_moment(0, 3, figure=30)
    describes(window, '4.1', r'^Open\. 09:30 · T−30 min$')
    set_moment(1, 1, clock='9:15')
    describes(window, '4.1', r'^Open\. 09:15$')
    until(session, path, lambda release: [item['text'] for item in release['phases'][3]['items']] == [texts[1], texts[0]] + texts[2:], 'the order')
    items = content(path)['phases'][3]['items']
    assert [item.get('moment') for item in items[:3]] == [{'time': '09:15'}, {'offset': '-PT30M'}, None], items[:3]
    window.keys('ctrl+z', 'ctrl+z')
    until_saved(path, before)


@driver.options(now='2026-12-09 09:20:00', zone='Europe/Berlin')
def test_overdue_moment(session):
    """At 09:20 what was to be done by 09:15 is overdue until it is done."""
    path = new_release(session)
    document = json.loads(path.read_text())
    for item, moment in zip(document['phases'][3]['items'], ({'time': '09:15'}, {'offset': '-PT30M'})):
        item['moment'] = moment
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + '\n')
    window = session.start(path)
    window.keys('alt+4')
    describes(window, '4.1', r'^Open\. 09:15 · overdue$')
    describes(window, '4.2', r'^Open\. 09:30 · T−30 min$')
    check(window, '4.1').press()
    describes(window, '4.1', r'^Done .*\. 09:15$')


@driver.options(now=NOW, zone='Europe/Berlin')
def test_working_days_of_a_phase(session):
    path = new_release(session)
    before, phase = content(path), json.loads(path.read_text())['phases'][2]
    window = session.start(path)
    window.find('label', re.compile('^T−19 d'))
    act('edit-phase', phase['id'])
    box = opened(window, 'Edit Phase')
    window.keys('alt+f')
    choose(window, 4)
    box.find('label', 'Working days before')
    window.keys('alt+w')
    choose(window, 1)
    box.find('label', 'Keep')
    verb(box, 'Apply').press()
    dialog_gone(window, 'Edit Phase')
    until(session, path, lambda release: release['phases'][2]['due'] == '2026-12-04T09:00:00Z', 'Friday, three working days before Wednesday')
    document = content(path)['phases'][2]
    assert (document['offset'], document['offset-days'], document['offset-rule']) == ('-P3D', 'working', 'keep'), document
    window.keys('ctrl+z')
    until_saved(path, before)


if __name__ == '__main__':
    driver.main(globals())
