#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be saved: it stays in the window, a copy of it is kept elsewhere, saving resumes by itself, and a crash loses nothing."""

import json
import os
import pathlib
import re

import driver
from driver import wait
from scenario import (NOW, check, fill, heads, is_focused, mount, new_release, private_mounts, row, small_disk, told, unmount, until, until_item,
                      without_privilege)

RECOVERED = 'Changes that could not be saved on Fri 20 Nov, 09:0. were recovered into “Payments 2.4”'
BIND = 4096


def banner(window, *patterns):
    """The text that stands above the checklist, once it fits."""
    return window.find('label', re.compile('.*'.join(patterns), re.DOTALL)).name


def no_banner(window):
    window.gone('push button', 'Save Again')


def copies(session, folder='state_home/liftoff/recovery'):
    folder = session.top / folder
    return [path for path in folder.iterdir() if path.suffix == '.recovery'] if folder.exists() else []


def tick(window, number='1.1'):
    if number != '1.1':
        window.keys('Down')
    is_focused(window, number)
    window.keys('space')
    check(window, number).has('checked')


def ticked(session, path):
    return [item['number'] for phase in told(session, path)['phases'] for item in phase['items'] if item['state'] == 'done']


def break_file(path):
    """Something that is no release takes the place of the file; returns what stood there."""
    text = path.read_text()
    path.write_text('{"a": 1}\n')
    return text


@driver.options(now=NOW)
def test_crash_on_a_full_disk(session):
    """Edited, killed, room made, started: the edits are in the file, and it is said."""
    disk = small_disk(session)
    path = new_release(session, '-o', disk / 'payments.liftoff.json')
    before = path.read_bytes()
    window = session.start(path)
    filler = fill(disk)
    tick(window)
    text = banner(window, 'was not saved: No space left on device', 'Make room', 'a copy is in')
    assert str(session.top / 'state_home/liftoff/recovery') in text, text
    tick(window, '1.2')
    wait(lambda: [copy for copy in copies(session) if b'"done"' in copy.read_bytes()], 'the copy')
    wait(lambda: copies(session)[0].read_bytes().count(b'"state": "done"') == 2, 'the second tick in the copy')
    assert path.read_bytes() == before
    assert sorted(os.listdir(disk)) == ['filler', path.name]
    window.kill()

    filler.unlink()
    window = session.start(path)
    banner(window, RECOVERED)
    check(window, '1.1').has('checked')
    check(window, '1.2').has('checked')
    until(session, path, lambda _: ticked(session, path) == ['1.1', '1.2'], 'both ticks')
    wait(lambda: not copies(session), 'the copy to go')
    no_banner(window)
    window.stop()
    unmount(disk)


@driver.options(now=NOW)
def test_full_disk_then_room(session):
    disk = small_disk(session)
    path = new_release(session, '-o', disk / 'payments.liftoff.json')
    window = session.start(path)
    filler = fill(disk)
    tick(window)
    banner(window, 'No space left', 'tried again by itself')
    wait(lambda: copies(session), 'the copy')
    filler.unlink()
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    wait(lambda: not copies(session), 'the copy to go')
    window.stop()
    unmount(disk)


@driver.options(now=NOW)
def test_room_made_out_of_sight(session):
    """Nothing changes in the folder: it is tried again after a while."""
    disk = small_disk(session)
    (disk / 'releases').mkdir()
    path = new_release(session, '-o', disk / 'releases/payments.liftoff.json')
    window = session.start(path)
    filler = fill(disk)
    tick(window)
    banner(window, 'No space left')
    filler.unlink()
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    window.stop()
    unmount(disk)


@driver.options(now=NOW)
def test_read_only_folder(session):
    path = new_release(session)
    before = path.read_bytes()
    window = without_privilege(session, path)
    path.parent.chmod(0o500)
    try:
        tick(window)
        banner(window, 'was not saved: Permission denied', 'Ask for the right', 'a copy is in')
        window.keys('ctrl+q')
        window.find('label', 'Changes Are Not Saved')
        window.find('push button', re.compile('Quit Anyway')).press()
        window.ended()
        assert path.read_bytes() == before

        # Still so at the next start: the work is there, and not saved.
        window = without_privilege(session, path)
        check(window, '1.1').has('checked')
        banner(window, 'was not saved: Permission denied')
        assert len(copies(session)) == 1
        window.keys('ctrl+z')
        check(window, '1.1').has('checked')
    finally:
        path.parent.chmod(0o700)
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    banner(window, RECOVERED)
    window.stop()


@driver.options(now=NOW)
def test_read_only_file_system(session):
    disk = small_disk(session)
    path = new_release(session, '-o', disk / 'payments.liftoff.json')
    window = session.start(path)
    remount, read_only = 32, 1
    mount('tmpfs', disk, b'tmpfs', remount | read_only)
    tick(window)
    banner(window, 'was not saved: Read-only file system')
    mount('tmpfs', disk, b'tmpfs', remount)
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    window.stop()
    unmount(disk)


@driver.options(now=NOW)
def test_drive_that_vanished(session):
    """Nothing is written beside it, and saving resumes when it is back."""
    disk, point = small_disk(session), session.top / 'point'
    point.mkdir()
    mount(disk, point, None, BIND)
    path = new_release(session, '-o', point / 'payments.liftoff.json')
    window = session.start(path)
    unmount(point)
    banner(window, 'is gone: it was removed or renamed, or its drive was taken out')
    tick(window)
    banner(window, 'was not saved: the drive it stood on was taken out', 'a copy is in')
    assert not os.listdir(point)
    mount(disk, point, None, BIND)
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    window.stop()
    unmount(point)
    unmount(disk)


@driver.options(now=NOW)
def test_removed_file(session):
    """It is said, it is not made again behind one's back, and quitting asks."""
    path = new_release(session)
    text = path.read_text()
    window = session.start(path)
    heads(window, 'Release Planning')
    path.unlink()
    banner(window, 'is gone: it was removed', 'Save it again, or save it elsewhere')
    window.keys('ctrl+q')
    window.find('label', 'The File Is Not in Order')
    window.keys('Escape')
    wait(lambda: len(window.refresh().children) == 1, 'the question to go')
    assert not path.exists()
    window.find('push button', 'Save Again').press()
    wait(path.exists, 'the file')
    assert path.read_text() == text
    no_banner(window)

    path.unlink()
    banner(window, 'is gone: it was removed')
    path.write_text(text)
    no_banner(window)
    window.stop()


@driver.options(now=NOW)
def test_replaced_file(session):
    """By another release, and by something that is none: neither is overwritten."""
    path, other = new_release(session), new_release(session, name='Ledger')
    good, foreign = path.read_text(), other.read_text()
    window = session.start(path)
    for text, sentence in ((foreign, 'holds another release now'), ('[', 'line 1')):
        path.write_text(text)
        banner(window, sentence)
        row(window, '1.1')
        assert path.read_text() == text
    tick(window)
    banner(window, 'was not saved: what stands there now cannot be changed', 'a copy is in')
    assert path.read_text() == '['
    path.write_text(good)
    until_item(session, path, '1.1', state='done')
    no_banner(window)
    window.stop()


@driver.options(now=NOW)
def test_save_elsewhere(session):
    path = new_release(session)
    window = session.start(path)
    heads(window, 'Release Planning')
    break_file(path)
    tick(window)
    banner(window, 'was not saved', 'a copy is in')
    elsewhere = session.top / 'elsewhere.liftoff.json'
    window.find('push button', re.compile('Save Elsewhere')).press()
    wait(lambda: len(window.window_ids()) == 2, 'the dialog')
    window.keys('ctrl+a')
    window.type(str(elsewhere))
    window.keys('Return')
    wait(elsewhere.exists, 'the file')
    until_item(session, elsewhere, '1.1', state='done')
    no_banner(window)
    wait(lambda: not copies(session), 'the copy to go')
    # It goes on there, and can be undone.
    tick(window, '1.2')
    until_item(session, elsewhere, '1.2', state='done')
    window.keys('ctrl+z', 'ctrl+z')
    until(session, elsewhere, lambda _: not ticked(session, elsewhere), 'both undone')
    assert path.read_text() == '{"a": 1}\n'
    window.stop()


@driver.options(now=NOW)
def test_nowhere_to_keep_a_copy(session):
    path = new_release(session)
    window = session.start(path)
    heads(window, 'Release Planning')
    temporary = f'tmp/liftoff-recovery-{os.getuid()}'

    def block(folder):
        target = session.top / folder
        if target.exists():
            target.rename(target.with_name('moved'))
        target.write_text('in the way')
    for folder in 'state_home/liftoff', 'cache_home/liftoff', 'runtime_dir/liftoff':
        block(folder)
    good = break_file(path)
    tick(window)
    banner(window, 'was not saved', 'a copy is in', re.escape(temporary), 'until the computer is switched off')
    assert (session.top / temporary).stat().st_mode & 0o777 == 0o700
    block(temporary)
    tick(window, '1.2')
    banner(window, 'was not saved', 'whoever quits now loses the last changes')
    window.keys('ctrl+q')
    window.find('label', re.compile('whoever quits now loses the last changes'))
    window.find('push button', re.compile('Discard Changes'))
    window.keys('Escape')
    wait(lambda: len(window.refresh().children) == 1, 'the question to go')
    path.write_text(good)
    until(session, path, lambda _: ticked(session, path) == ['1.1', '1.2'], 'both ticks')
    no_banner(window)
    window.stop()


@driver.options(now=NOW)
def test_release_that_nobody_opens(session):
    """Its changes are saved at the next start, whatever is opened; or it is said that they still are not."""
    path, other = new_release(session), new_release(session, name='Ledger')
    window = session.start(path)
    heads(window, 'Release Planning')
    good = break_file(path)
    tick(window)
    wait(lambda: copies(session), 'the copy')
    window.kill()

    window = session.start(other)
    window.find('frame', 'Ledger 2.4 — Liftoff')
    banner(window, 'Changes to “Payments 2.4” are still not saved. They are kept.')
    assert path.read_text() == '{"a": 1}\n'
    window.find('push button', 'Open').press()
    window.find('frame', 'Payments 2.4 — Liftoff')
    check(window, '1.1').has('checked')
    banner(window, 'was not saved')
    window.kill()

    path.write_text(good)
    session.ctl('check', path, '2.1', '--by', 'Tomasz Nowak')
    window = session.start(other)
    banner(window, RECOVERED)
    until(session, path, lambda _: ticked(session, path) == ['1.1', '2.1'], 'both ticks')
    assert not copies(session)
    window.stop()


@driver.options(now=NOW)
def test_damaged_copy(session):
    path = new_release(session)
    window = session.start(path)
    heads(window, 'Release Planning')
    good = break_file(path)
    tick(window)
    copy = wait(lambda: copies(session), 'the copy')[0]
    window.kill()
    damaged = copy.read_bytes()[:-7]
    copy.write_bytes(damaged)
    path.write_text(good)

    window = session.start(path)
    banner(window, 'Changes that were kept cannot be read: it is damaged', 'keep that file')
    assert pathlib.Path(f'{copy}.damaged').read_bytes() == damaged
    check(window, '1.1').has('-checked')
    window.stop()


@driver.options(now=NOW)
def test_told_to_end(session):
    """As at the end of a session: what was just done is saved first, and what cannot be is asked about and kept."""
    path = new_release(session)
    window = session.start(path)
    tick(window)
    window.process.terminate()
    window.ended()
    assert ticked(session, path) == ['1.1']

    window = session.start(path)
    heads(window, 'Release Planning')
    good = break_file(path)
    is_focused(window, '1.2')
    window.keys('space')
    check(window, '1.2').has('checked')
    window.process.terminate()
    window.find('label', 'Changes Are Not Saved')
    window.process.terminate()
    window.process.wait()
    path.write_text(good)
    window = session.start(path)
    until(session, path, lambda _: ticked(session, path) == ['1.1', '1.2'], 'both ticks')
    window.stop()


@driver.options(now=NOW)
def test_linked_file(session):
    """What is written to the file that a link leads to appears, and the link stays."""
    path = new_release(session)
    folder = session.top / 'drive'
    folder.mkdir()
    target = folder / path.name
    path.rename(target)
    path.symlink_to(target)
    window = session.start(path)
    is_focused(window, '1.1')
    session.ctl('check', target, '2.1', '--by', 'Tomasz Nowak')
    window.find('label', '1 of 38')
    tick(window)
    until(session, target, lambda _: ticked(session, target) == ['1.1', '2.1'], 'both ticks')
    assert path.is_symlink()
    window.stop()


if __name__ == '__main__':
    driver.main(globals())
