# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of a program, read anew for every question.

Speaks the protocol itself: the AT-SPI library keeps what it was told once and asks for every property of every node alone, which
takes seconds on a window of a thousand nodes. Here the children come level by level, all of a level at once, and one call
to the toolkit's cache brings names, roles and states of all.
"""

import re

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

from session import Failed, wait

ROOT = '/org/a11y/atspi/accessible/root'
A11Y = 'org.a11y.atspi.'


class Bus:
    """The accessibility bus of the session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 20000).unpack()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, at, interface, method, arguments=None):
        return self._connection.call_sync(*at, interface, method, arguments, None, 0, 10000).unpack()

    def gather(self, places, interface, method):
        """The answers of all places, asked at once; None where a place is gone meanwhile."""
        answers = [False] * len(places)

        def answered(connection, result, index):
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                answers[index] = None
        for index, at in enumerate(places):
            self._connection.call(*at, interface, method, None, None, 0, 10000, None, answered, index)
        while False in answers:
            GLib.MainContext.default().iteration(True)
        return answers

    def programs(self):
        """The bus names of the programs that show themselves, by process id."""
        found, = self.call(('org.a11y.atspi.Registry', ROOT), A11Y + 'Accessible', 'GetChildren')
        dbus = ('org.freedesktop.DBus', '/org/freedesktop/DBus')
        return {self.call(dbus, 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0]: name
                for name, _ in found}


class Node:
    """One accessible thing, as it was when the tree was read: role, name, description, states, children, parent.

    role        “push button”, “check box”, “list item”, “text” (an entry), “label”, “frame”, “dialog” …
    states      in lower case: checked, focused, focusable, sensitive, expanded, selected, modal …
    """

    def __init__(self, tree, at, item, parent):
        self.tree = tree
        self.at = at
        self.parent = parent
        self.children = []
        self.role = Atspi.role_get_name(Atspi.Role(item[7]))
        self.name = item[6]
        self.description = item[8]
        bits = item[9][0] | item[9][1] << 32
        self.states = {Atspi.StateType(bit).value_nick for bit in range(44) if bits >> bit & 1}

    def __repr__(self):
        return f'{self.role} “{self.name}”'

    def walk(self):
        """This and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def refresh(self):
        """Itself as it is now."""
        for node in self.tree.read().walk():
            if node.at == self.at:
                self.__dict__.update(node.__dict__)
                return self
        raise Failed(f'{self} is gone')

    # Looking for things

    def fits(self, role=None, name=None):
        """Whether it is of this role, and its name is the text, or matches the pattern."""
        if role is not None and self.role != role:
            return False
        return name is None or bool(name.search(self.name) if isinstance(name, re.Pattern) else self.name == name)

    def find_all(self, role=None, name=None):
        """All below that fit, as they are now. What has no place in the window (a page that was not shown yet) is not among them."""
        return [node for node in self.refresh().walk() if node.fits(role, name) and node.has_place()]

    def find(self, role=None, name=None, seconds=10):
        """The first of them, as soon as there is one."""
        return wait(lambda: self.find_all(role, name), f'{_describe(role, name)} in {self}', seconds)[0]

    def gone(self, role=None, name=None, seconds=10):
        """Waits until there is none."""
        wait(lambda: not self.find_all(role, name), f'{_describe(role, name)} in {self} to go', seconds)

    def has(self, *states, seconds=10):
        """Waits until it has these states; one with “-” before it must be absent."""
        def fits():
            now = self.refresh().states
            return all(state[1:] not in now if state.startswith('-') else state in now for state in states)
        wait(fits, f'{self} to be {" ".join(states)}', seconds)
        return self

    def dump(self, depth=0):
        """The tree as lines of text, for whoever writes or mends a test."""
        lines = [f'{"  " * depth}{self} {" ".join(sorted(self.states - {"visible", "sensitive"}))} {self.description}'.rstrip()]
        for child in self.children:
            lines += child.dump(depth + 1)
        return lines

    # Acting

    def actions(self):
        return [name for name, _, _ in self.tree.bus.call(self.at, A11Y + 'Action', 'GetActions')[0]]

    def press(self, action=None):
        """Does the action of this name, or the first one."""
        names = self.actions()
        if not names or (action and action not in names):
            raise Failed(f'{self} has no accessible action {action or ""}, only {names}')
        self.tree.bus.call(self.at, A11Y + 'Action', 'DoAction', GLib.Variant('(i)', (names.index(action) if action else 0,)))

    def text(self):
        """What an entry or a text view holds."""
        return self.tree.bus.call(self.at, A11Y + 'Text', 'GetText', GLib.Variant('(ii)', (0, self._length())))[0]

    def set_text(self, text):
        if not self.tree.bus.call(self.at, A11Y + 'EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]:
            raise Failed(f'{self} does not take a text')

    def _length(self):
        arguments = GLib.Variant('(ss)', (A11Y + 'Text', 'CharacterCount'))
        return self.tree.bus.call(self.at, 'org.freedesktop.DBus.Properties', 'Get', arguments)[0]

    def extents(self):
        """Its place in the window: x, y, width, height."""
        return self.tree.bus.call(self.at, A11Y + 'Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def has_place(self):
        try:
            return self.extents()[2:] != (0, 0)
        except GLib.Error:
            return False  # it is gone meanwhile


class Tree:
    """What a program shows."""

    def __init__(self, bus, name):
        self.bus = bus
        self.at = (name, ROOT)

    def read(self):
        """The root node of the tree as it is now."""
        below, level = {}, [self.at]
        while level:
            answers = self.bus.gather(level, A11Y + 'Accessible', 'GetChildren')
            for at, answer in zip(level, answers):
                below[at] = [tuple(child) for child in answer[0]] if answer else []
            level = [child for at in level for child in below[at]]
        items = {tuple(item[0]): item for item in self.bus.call((self.at[0], '/org/a11y/atspi/cache'), A11Y + 'Cache', 'GetItems')[0]}

        def build(at, parent):
            node = Node(self, at, items[at], parent)
            node.children = [build(child, node) for child in below[at] if child in items and _is_visible(items[child])]
            return node
        return build(self.at, None)


def _is_visible(item):
    return item[9][0] >> Atspi.StateType.VISIBLE & 1


def _describe(role, name):
    return f'{role or "a thing"}' + (f' “{name.pattern if isinstance(name, re.Pattern) else name}”' if name else '')
