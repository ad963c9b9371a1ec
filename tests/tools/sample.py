# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample release: the built-in process, with items worked on as they would be by the day it is seen on."""

import datetime

NAME, VERSION, ZONE = 'Payments', '4.2.0', 'Europe/Berlin'

# Days before the release day, time (UTC), who, and what liftoffctl is asked for. What lies ahead of the day it is seen on is left out.
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
    (10, '09:12', 'Jonas Weber', ['na', '2.4', '--reason', 'no schema change, same servers as 4.1']),
    (10, '10:05', 'Lena Brandt', ['check', '2.3']),
    (10, '10:30', 'Tomasz Nowak', ['note', '2.5', 'The service part is reviewed. Still missing: how we drain the settlement queue.']),
    (10, '15:40', 'Amira Haddad', ['check', '2.1']),
    (10, '16:52', 'Jonas Weber', ['block', '2.2', '--reason', 'TLS library needs 3.0.15, fix in review, rescan on Friday']),
    (9, '15:44', 'Lena Brandt', ['skip', '2.7', '--reason', 'the staging slot is booked every Friday', '--accepted', 'Amira Haddad']),
    (8, '08:15', 'Jonas Weber', ['check', '4.1']),
    (7, '13:20', 'Tomasz Nowak', ['check', '3.1', '3.2']),
    (7, '14:10', 'Amira Haddad', ['check', '2.6']),
]


def make(run, path, seen, days_ahead):
    """Makes the sample at @path with @run (calls liftoffctl with its arguments), for the day it is seen on."""
    release_day = seen + datetime.timedelta(days=days_ahead)
    unfinished = path.with_name('unfinished.liftoff.json')
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    created = f'{release_day - datetime.timedelta(days=20)}T08:00:00Z'
    run('new', '--name', NAME, '--release-version', VERSION, '--at', f'{release_day}T10:00', '--zone', ZONE, '-o', unfinished,
        '--by', 'Amira Haddad', '--when', created)
    for days, time, who, (command, *arguments) in WORK:
        if days > days_ahead:
            when = f'{release_day - datetime.timedelta(days=days)}T{time}:00Z'
            run(command, unfinished, *arguments, '--by', who, '--when', when)
    unfinished.rename(path)
