#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can be reached has a name, and whatever can be ticked can be ticked by those who do not see it."""

import re

import driver
from driver import Failed
from scenario import NOW, check, dialog, new_release, until_item

ACTING = {'push button', 'toggle button', 'check box', 'radio button', 'link', 'list item', 'menu item', 'check menu item',
          'radio menu item', 'text', 'entry', 'password text', 'combo box', 'spin button', 'slider', 'switch', 'tab', 'dial'}
# Parts of the toolkit that take no focus by themselves, though they say they may: their content does.
PLAIN = {'scroll pane', 'panel', 'filler', 'list', 'table', 'page tab list', 'grouping', 'window', 'frame', 'dialog', 'scroll bar'}
COMBO_LIST = 'GtkListView'  # the toolkit's own list in a row of choices
NO_NAME = re.compile(r'^$|^(Gtk|Adw|Lift)[A-Z]\w+$')


def named(window, screen):
    """Everything on the screen that can be acted on has a name, and each check box an action."""
    nodes = [node for node in window.refresh().walk() if node.role in ACTING or 'focusable' in node.states and node.role not in PLAIN]
    nodes = [node for node in nodes if node.has_place() and node.parent.name != COMBO_LIST]
    wrong = [f'{node} in {node.parent}, {node.description}' for node in nodes if NO_NAME.search(node.name)]
    wrong += [f'{node} has no action' for node in nodes if node.role == 'check box' and not node.actions()]
    if wrong:
        raise Failed(f'{screen}:\n' + '\n'.join(wrong))


@driver.options(now=NOW)
def test_first_start(session):
    window = session.start()
    window.find('label', 'No Releases Yet')
    named(window, 'first start')


@driver.options(now=NOW)
def test_release_wide_half_and_narrow(session):
    path = new_release(session)
    window = session.start(path)
    for width in 1280, 640, 420:
        window.resize(width, 800)
        named(window, f'a release at {width}')


@driver.options(now=NOW)
def test_releases(session):
    new_release(session)
    new_release(session, name='Search')
    window = session.start()
    window.find('list item', re.compile('^Payments'))
    named(window, 'releases')


@driver.options(now=NOW)
def test_incident_panel(session):
    path = new_release(session)
    window = session.start(path)
    window.keys('F9')
    window.find('label', 'No Incident')
    named(window, 'no incident')
    session.ctl('incident', 'open', path, '--title', 'Errors <b>&', '--severity', 'SEV2')
    session.ctl('incident', 'open', path, '--title', 'Second', '--severity', 'SEV3')
    window.find('label', 'Incident 1 of 2')
    named(window, 'incidents')


@driver.options(now=NOW)
def test_search(session):
    window = session.start(new_release(session))
    window.keys('ctrl+f')
    window.type('release')
    window.find(None, re.compile(r'^\d+ items found$'))
    named(window, 'search')
    window.type(' xyzzy')
    window.find('label', 'No Item Found')
    named(window, 'nothing found')


@driver.options(now=NOW)
def test_other_windows(session):
    window = session.start(new_release(session))
    for key, title in (('ctrl+h', 'History'), ('ctrl+comma', 'Preferences'), ('shift+F9', 'Declare Incident')):
        window.keys(key)
        dialog(window, title)
        named(window, title)
        window.keys('Escape')
        driver.wait(lambda: len(window.refresh().children) == 1, f'{title} to close')


@driver.options(now=NOW)
def test_tick_by_accessible_action(session):
    path = new_release(session)
    window = session.start(path)
    for _ in range(2):
        check(window, '1.2').press()
        check(window, '1.2').has('checked')
        until_item(session, path, '1.2', state='done')
        check(window, '1.2').press()
        check(window, '1.2').has('-checked')
        until_item(session, path, '1.2', state='open')


if __name__ == '__main__':
    driver.main(globals())
