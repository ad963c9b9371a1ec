#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and the world: what others write, files that are none, disks that are full."""

import json
import os
import pathlib
import re
import subprocess

import driver
from driver import Failed, wait
from scenario import (NOW, check, content, describes, dialog, go_to, heads, history, is_focused, item, new_release, row, toast, told,
                      until, until_item, without_privilege)


@driver.options(now=NOW)
def test_others_write(session):
    """It appears without taking the place, the phase or the undo of who works here."""
    path = new_release(session)
    window = session.start(path)
    window.keys('alt+2')
    heads(window, 'Pre-Release Preparation')
    is_focused(window, '2.1')
    window.keys('space')
    until_item(session, path, '2.1', state='done')
    go_to(window, '2.3')

    session.ctl('check', path, '1.1', '2.2', '--by', 'Tomasz Nowak')
    check(window, '2.2').has('checked')
    describes(window, '2.2', '^Done · Tomasz Nowak')
    window.find('label', '3 of 38')
    session.ctl('block', path, '2.4', '--reason', 'No <b>access</b> & no time')
    describes(window, '2.4', '^Blocked · No <b>access</b> & no time')
    is_focused(window, '2.3')
    heads(window, 'Pre-Release Preparation')

    window.find('push button', 'Undo tick 2.1')
    window.keys('ctrl+z')
    check(window, '2.1').has('-checked')
    check(window, '2.2').has('checked')
    until_item(session, path, '2.1', state='open')
    until_item(session, path, '1.1', state='done', by='Tomasz Nowak')
    until_item(session, path, '2.4', state='blocked')


@driver.options(now=NOW)
def test_both_write_at_once(session):
    """Neither loses a tick, however the saves fall."""
    path = new_release(session)
    window = session.start(path)
    items = told(session, path)['phases'][0]['items']
    window.keys('alt+1')
    is_focused(window, '1.1')
    for index in range(len(items)):
        window.keys('space', 'Down')
        session.ctl('check', path, f'2.{index + 1}', '--by', 'Tomasz Nowak')
        session.ctl('note', path, f'1.{index + 1}', f'Note {index}')
    release = until(session, path, lambda release: all(phase['done'] == len(items) for phase in release['phases'][:2]), 'all ticks')
    assert [entry['note'] for entry in release['phases'][0]['items']] == [f'Note {index}' for index in range(len(items))]
    window.find('label', '12 of 38')
    for index in range(len(items)):
        window.find('label', f'Note {index}')
    for _ in items:
        window.keys('ctrl+z')
    window.find('label', '6 of 38')
    release = until(session, path, lambda release: release['phases'][0]['done'] == 0, 'all ticks undone')
    assert release['phases'][1]['done'] == len(items)


@driver.options(now=NOW)
def test_an_older_version_comes_back(session):
    """A backup that is restored, or what a machine wrote that had not seen the ticks: it does not untick them."""
    path = new_release(session)
    older = path.read_bytes()
    window = session.start(path)
    is_focused(window, '1.1')
    window.keys('space')
    until_item(session, path, '1.1', state='done')
    copy = path.with_name('copy')
    copy.write_bytes(older)
    session.ctl('assign', copy, '1.1', 'Tomasz Nowak')
    os.replace(copy, path)

    release = until(session, path, lambda release: item(release, '1.1').get('conflicts') == ['state', 'owner'], 'what differs')
    assert item(release, '1.1')['state'] == 'open'
    assert sorted(history(path)) == ['assign', 'create', 'tick']
    assert '2  Done, ' in session.ctl('resolve', path)
    toast(window, 'Changes of others were merged: 2 conflicts to decide')


@driver.options(now=NOW)
def test_the_item_in_focus_is_deleted_elsewhere(session):
    path = new_release(session)
    window = session.start(path)
    go_to(window, '1.3')
    document = json.loads(path.read_text())
    gone = document['phases'][0]['items'].pop(2)
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + '\n')
    window.gone('list item', re.compile(re.escape(gone['text'])))
    is_focused(window, '1.3')
    window.keys('space')
    until_item(session, path, '1.3', state='done', text='Schedule deployment windows (if needed)')


# Saving that fails

def banner(window, pattern):
    return window.find('label', re.compile(pattern))


@driver.options(now=NOW)
def test_folder_that_cannot_be_written(session):
    path = new_release(session)
    before = path.read_bytes()
    window = without_privilege(session, path)
    path.parent.chmod(0o500)
    try:
        is_focused(window, '1.1')
        window.keys('space')
        check(window, '1.1').has('checked')
        assert str(path) in banner(window, 'was not saved').name
        window.find('push button', re.compile('Save Again'))
        window.keys('Down', 'space')
        check(window, '1.2').has('checked')

        window.keys('ctrl+q')
        window.find('label', 'Changes Are Not Saved')
        window.keys('Escape')
        wait(lambda: len(window.refresh().children) == 1, 'the question to go')
        assert path.read_bytes() == before
    finally:
        path.parent.chmod(0o700)
    # By itself.
    until_item(session, path, '1.1', state='done')
    until_item(session, path, '1.2', state='done')
    window.gone('label', re.compile('was not saved'))
    window.stop()


@driver.options(now=NOW)
def test_folder_that_went_away(session):
    path = new_release(session)
    window = session.start(path)
    moved = path.parent.with_name('moved')
    path.parent.rename(moved)
    is_focused(window, '1.1')
    window.keys('space')
    assert str(path) in banner(window, 'was not saved').name
    moved.rename(path.parent)
    until_item(session, path, '1.1', state='done')


# Files that are none

def refused(session, path, *words):
    """The window says what is wrong with the file and where; the command line too; nothing is written."""
    before = path.read_bytes() if path.is_file() else None
    window = session.start(path)
    window.find('label', 'This Release Cannot Be Read')
    sentence = window.find('label', re.compile(re.escape(str(path)))).name
    for word in words:
        assert word in sentence, sentence
    window.find('push button', re.compile('Try Again'))
    window.keys('F5')
    window.find('label', 'This Release Cannot Be Read')
    window.stop()
    assert before is None or path.read_bytes() == before
    session.ctl('show', path, status=3)


@driver.options(now=NOW)
def test_bad_files(session):
    folder = session.top / 'files'
    folder.mkdir()
    good = new_release(session)
    text = good.read_text()
    refused(session, folder / 'missing.liftoff.json', 'missing.liftoff.json')
    refused(session, folder, 'folder')
    for name, content, *words in (
            ('empty', ''), ('text', 'Not <b>JSON</b> & more\n', 'line 1'), ('other', '{"a": 1}\n'), ('list', '[]\n'),
            ('cut', text[:2000], 'line'),
            ('twice', text.replace('"name": "Payments",', '"name": "Payments",\n  "name": "Twice",'), 'name')):
        path = folder / f'{name}.liftoff.json'
        path.write_text(content)
        refused(session, path, *words)


@driver.options(now=NOW)
def test_mended_file_opens(session):
    path = new_release(session)
    text = path.read_text()
    path.write_text(text[:1000])
    window = session.start(path)
    window.find('label', 'This Release Cannot Be Read')
    path.write_text(text)
    window.find('push button', re.compile('Try Again')).press()
    heads(window, 'Release Planning')


def read_only(session, path, *words):
    """The window shows what it can read, says why it changes nothing, and does not."""
    before = path.read_bytes()
    window = session.start(path)
    sentence = window.find('label', re.compile('^' + re.escape(str(path)))).name
    for word in words:
        assert word in sentence, sentence
    is_focused(window, '1.1')
    for key in 'space', 'Delete', 'alt+Down', 'F2', 'ctrl+z', 'ctrl+n', 's', 'b', 'shift+F9':
        window.keys(key)
    window.keys('alt+2')
    heads(window, 'Pre-Release Preparation')
    assert len(window.refresh().children) == 1, window.refresh().children
    assert not [box for box in window.find_all('check box') if 'checked' in box.states]
    window.stop()
    assert path.read_bytes() == before


@driver.options(now=NOW)
def test_newer_format_is_read_only(session):
    path = new_release(session)
    path.write_text(path.read_text().replace('"format": 1,', '"format": 2,\n  "more": true,', 1))
    read_only(session, path, 'format 2', 'newer Liftoff')


@driver.options(now=NOW)
def test_wrong_values_are_read_only(session):
    path = new_release(session)
    path.write_text(path.read_text().replace('"state": "open"', '"state": 7', 1))
    read_only(session, path, '/phases/0/items/0/state')


@driver.options(now=NOW)
def test_breaks_while_open(session):
    """What cannot be read any more is neither shown as empty nor replaced."""
    path = new_release(session)
    window = session.start(path)
    path.write_text('{')
    window.find('label', re.compile(re.escape(path.name)))
    heads(window, 'Release Planning')
    row(window, '1.1')
    is_focused(window, '1.1')
    window.keys('space')
    banner(window, 'was not saved')
    assert path.read_text() == '{'
    window.keys('ctrl+q')
    window.find('push button', re.compile('Quit Anyway')).press()
    window.ended()
    assert path.read_text() == '{'


if __name__ == '__main__':
    driver.main(globals())
