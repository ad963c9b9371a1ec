# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of 4 MiB made to be dear: shapes() gives name and bytes."""

import itertools

LIMIT = 4 * 1024 * 1024
HEAD = '{"format":1,"id":"r","name":"N",'


def _fill(head, piece, tail, limit=LIMIT, most=10**9):
    """@head, as many of piece (0), piece (1), … as fit with commas between, and @tail."""
    pieces, size = [], len((head + tail).encode())
    for i in range(most):
        text = piece(i)
        size += len(text.encode()) + 1
        if size > limit:
            break
        pieces.append(text)
    return (head + ','.join(pieces) + tail).encode()


def plain():
    """A plain release document: 45 items a phase, in all states, with owners, notes and links, and a line of history for each tick."""
    states = ('"open"', '"done","by":"Jonas Weber","at":"2026-12-02T09:12:00Z"', '"skipped","reason":"not in this release","accepted":"Ada King"')

    def item(i):
        more = ',"owner":"Mei Lin"' if i % 3 == 0 else ''
        more += ',"note":"Asked on Monday,\\nanswer on Tuesday"' if i % 5 == 0 else ''
        more += ',"evidence":"https://ci.example/run/%d"' % i if i % 7 == 0 else ''
        return ('{\n          "id": "i%011d",\n          "position": "a%04d5",\n          "text": "Check component %d of the release, its documentation and all that depends on it, in staging and in production",\n'
                '          "state": %s%s\n        }' % (i, i % 45, i, states[i % 3], more))

    def phase(p):
        items = ','.join(item(p * 45 + i) for i in range(45))
        return '{"id": "p%d","position": "a%04d5","title": "Phase %d","offset": "-P%dD","items": [%s]}' % (p, p, p, p % 90, items)
    history = ','.join('"2026-12-02T09:12:%02dZ | %06x | Jonas Weber | tick | 1.%d | Check component"' % (i % 60, i, i) for i in range(8000))
    return _fill(HEAD + '"history":[' + history + '],"phases":[', phase, ']}')


def _colliding(n, pair):
    """n words of one hash in GLib, where a character counts 33 times the one behind it; so do both of the pair."""
    return itertools.islice((''.join(word) for word in itertools.product(pair, repeat=(n - 1).bit_length())), n)


def _items(items):
    return HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[' + items + ']}]}'


def _text(filler, size):
    head, tail = HEAD + '"manager":"', '"}'
    return (head + filler * ((size - len(head) - len(tail)) // len(filler)) + tail).encode()


def shapes():
    ids = list(_colliding(24000, ('b0', 'aQ')))
    yield 'plain release', plain()
    yield 'lists in lists, 64 deep', _fill(HEAD + '"x":[', lambda i: '[' * 60 + '"' + 'x' * 200 + '"' + ']' * 60, ']}', most=1500)
    yield 'lists, 2 million deep', b'[' * LIMIT
    yield 'empty objects', _fill(HEAD + '"x":[', lambda i: '{}', ']}', most=99990)
    yield 'empty objects, too many', _fill(HEAD + '"x":[', lambda i: '{}', ']}')
    yield 'empty lists', _fill(HEAD + '"phases":[', lambda i: '[]', ']}', most=99990)
    yield 'empty phases', _fill(HEAD + '"phases":[', lambda i: '{}', ']}', most=99990)
    yield 'one text', _text('x', LIMIT)
    yield 'one text of escapes', _text('\\u00e9', LIMIT)
    yield 'one text of pairs of escapes', _text('\\ud834\\udd1e', LIMIT)
    yield 'one text that is not allowed', _text('\\u0001', LIMIT)
    yield 'one unknown name', (HEAD + '"' + 'x' * (LIMIT - 60) + '":1}').encode()
    yield 'small numbers', _fill(HEAD + '"x":[', lambda i: '0', ']}', most=99990)
    yield 'long numbers', _fill(HEAD + '"x":[', lambda i: '0.' + '1' * 36, ']}', most=99990)
    yield 'long numbers with exponents', _fill(HEAD + '"x":[', lambda i: '1.' + '7' * 34 + 'e307', ']}', most=99990)
    yield 'one number', (HEAD + '"x":' + '1' * 300 + '.' + '9' * (LIMIT - 400) + '}').encode()
    yield 'one number with an exponent', (HEAD + '"x":0.' + '9' * (LIMIT - 60) + 'e7}').encode()
    yield 'numbers of 999 digits', _fill(HEAD + '"x":[', lambda i: '0.' + '9' * 995 + 'e1', ']}')
    yield 'one object of many members', _fill(HEAD, lambda i: '"%036d":0' % i, '}', most=99980)
    yield 'members of one hash', _fill(HEAD, lambda i, names=_colliding(65536, ('aB', 'b!')): '"%s":0' % next(names), '}', most=65536)
    yield 'members that differ at the end', _fill(HEAD, lambda i: '"%s%05d":0' % ('x' * 30, i), '}', most=99980)
    yield 'members twice, the last', _fill(HEAD, lambda i: '"%036d":0' % i, ',"%036d":0}' % 7, most=99980)
    yield 'names of escapes', _fill(HEAD, lambda i: '"%s":0' % ''.join('\\u%04x' % (0x61 + int(c)) for c in '%06d' % i), '}', most=99980)
    yield 'unknown members everywhere', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                                               '{"id":"i%d","position":"a0","text":"T","x":%d,"y":[],"z":{"a":"%s"}}' % (i, i, 'x' * 180), ']}]}', most=12000)
    yield 'unknown members of one item', (_items('{"id":"i","position":"a0","text":"T",' + ','.join('"x%d":"%s"' % (i, 'y' * 26) for i in range(99900)) + '}')).encode()
    yield 'history', _fill(HEAD + '"history":[', lambda i: '"2026-12-02T09:12:%02dZ | %06x"' % (i % 60, i), ']}', most=99980)
    yield 'history backwards', _fill(HEAD + '"history":[', lambda i: '"2026 | %06d"' % (999999 - i), ']}', most=99980)
    yield 'history, twice the same', _fill(HEAD + '"history":[', lambda i: '"x"', ']}', most=99980)
    yield 'items with nothing', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                                      '{"id":"i%d","position":"a0","text":"%s"}' % (i, 'T' * 120), ']}]}', most=24900)
    yield 'items backwards', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                                   '{"id":"i%d","position":"c%06d","text":"%s"}' % (i, 999999 - i, 'T' * 100), ']}]}', most=24900)
    yield 'ids of one hash', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                                   '{"id":"%s","position":"a0","text":"%s"}' % (ids[i], 'T' * 90), ']}]}', most=24000)
    yield 'ids twice', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                             '{"id":"i","position":"a0","text":"T"}', ']}]}', most=24900)
    yield 'phases with nothing', _fill(HEAD + '"phases":[', lambda i: '{"id":"i%d","position":"a0","title":"T"}' % i, ']}', most=24900)
    yield 'violations everywhere', _fill(HEAD + '"phases":[', lambda i: '{"id":%d,"position":"!","title":[],"offset":"","items":{}}' % i, ']}', most=16600)
    yield 'violations that quote', _fill(HEAD + '"phases":[', lambda i: '{"id":"%s"}' % ('\\u0001' * 10), ']}', most=49990)
    yield 'zones that are none', _fill(HEAD + '"phases":[', lambda i:
                                       '{"id":"p%d","position":"a0","title":"P","pinned":{"zone":"Europe/B%d"}}' % (i, i), ']}', most=16600)
    yield 'conflicts', _fill(HEAD + '"phases":[{"id":"p","position":"a0","title":"P","items":[', lambda i:
                             '{"id":"i%d","position":"a0","text":"T","conflicts":[{"field":"owner","candidates":[{"owner":"A"},{"owner":"B"}]},'
                             '{"field":"note","settled":"x"}]}' % i, ']}]}', most=6600)
    yield 'one conflict of many candidates, from the end', (_items('{"id":"i","position":"a0","text":"T","conflicts":[{"field":"owner","candidates":['
                                              + ','.join('{"owner":"%030d"}' % (99999 - i) for i in range(49000)) + ']}]}')).encode()
    yield 'one conflict of many candidates', (_items('{"id":"i","position":"a0","text":"T","conflicts":[{"field":"owner","candidates":['
                                                         + ','.join('{"owner":"%030d"}' % i for i in range(49000)) + ']}]}')).encode()
    yield 'conflicts twice', (_items('{"id":"i","position":"a0","text":"T","conflicts":['
                                     + ','.join('{"field":"owner","settled":"x"}' for i in range(33000)) + ']}')).encode()
    yield 'not UTF-8 at the end', _text('x', LIMIT - 4)[:-2] + b'\xff"}'
    yield 'one byte too many', _text('x', LIMIT + 1)
    yield 'white space', b' ' * (LIMIT - 100) + (HEAD + '"x":1}').encode()
    yield 'lines', b'\n' * (LIMIT - 100) + (HEAD + '"x":01}').encode()
    yield 'an item of a newer format', _items('{"id":"i"}').replace('"format":1', '"format":2').encode() + b' ' * (LIMIT - 200)
