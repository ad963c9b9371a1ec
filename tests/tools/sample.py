# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample release: the built-in process, nine days before its release moment, with some of its items worked on."""

import datetime
import pathlib
import subprocess

NAME, VERSION, ZONE = 'Payments', '4.2.0', 'Europe/Berlin'

# Days and time before the release day, who, and what liftoffctl was asked for.
WORK = [
    (16, '09:12', 'Amira Haddad', ['check', '1.1', '1.2']),
    (16, '15:30', 'Jonas Weber', ['check', '1.3']),
    (15, '10:05', 'Lena Brandt', ['check', '1.4', '1.5']),
    (15, '16:40', 'Amira Haddad', ['check', '1.6']),
    (13, '16:40', 'Amira Haddad', ['assign', '2.1', 'Amira Haddad']),
    (13, '16:40', 'Amira Haddad', ['assign', '2.2', 'Jonas Weber']),
    (13, '16:41', 'Amira Haddad', ['assign', '2.3', 'Lena Brandt']),
    (13, '16:41', 'Amira Haddad', ['assign', '2.4', 'Jonas Weber']),
    (13, '16:42', 'Amira Haddad', ['assign', '2.5', 'Tomasz Nowak']),
    (13, '16:42', 'Amira Haddad', ['assign', '2.6', 'Amira Haddad']),
    (10, '16:40', 'Amira Haddad', ['check', '2.1']),
    (10, '11:05', 'Lena Brandt', ['check', '2.3']),
    (10, '17:52', 'Jonas Weber', ['block', '2.2', '--reason', 'TLS library needs 3.0.15, fix in review, rescan on Friday']),
    (10, '09:12', 'Jonas Weber', ['na', '2.4', '--reason', 'no schema change, same servers as 4.1']),
    (10, '10:30', 'Tomasz Nowak', ['note', '2.5', 'The service part is reviewed. Still missing: how we drain the settlement queue.']),
]


def make(ctl, path, today=None):
    """Makes the sample at @path with @ctl (a list: the command). @today is the day it is seen on."""
    day = (today or datetime.date.today()) + datetime.timedelta(days=9)
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name('unfinished.liftoff.json')
    unfinished.unlink(missing_ok=True)

    def run(*arguments):
        subprocess.run([*map(str, ctl), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    run('new', '--name', NAME, '--release-version', VERSION, '--at', f'{day}T10:00', '--zone', ZONE, '-o', unfinished)
    for days, time, who, (command, *arguments) in WORK:
        when = f'{day - datetime.timedelta(days=days)}T{time}:00Z'
        run(command, unfinished, *arguments, '--by', who, '--when', when)
    unfinished.rename(path)
