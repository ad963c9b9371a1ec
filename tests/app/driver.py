# SPDX-License-Identifier: GPL-3.0-or-later
"""Works the real window from outside: finds things by role and name through accessibility, acts on them, presses keys.

    def test_tick (session):
        window = session.start (session.ctl ('new', '--name', 'Payments').strip ())
        window.find ('check box', 'Draft the release notes').press ()

    driver.main (globals ())

Every test gets a Session of its own, in a process of its own. Nothing sleeps: whatever is looked for may take its time to come.
"""

import os
import re
import signal
import subprocess
import sys
import traceback

from accessible import Bus, Node, Tree
from session import Failed, Session, SLOW, wait  # noqa: F401

FRAME = 5  # what the toolkit draws around a window when there is no compositor
COMPLAINT = re.compile(r'-(WARNING|CRITICAL|ERROR) \*\*|Sanitizer|runtime error:')


class Window(Node):
    """A running program and its windows."""

    def __init__(self, session, program, arguments):
        self.session = session
        self.log = session.top / f'program-{len(session.windows)}.log'
        with open(self.log, 'w') as log:
            self.process = subprocess.Popen([str(program), *map(str, arguments)], env=session.program_environment(),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        bus = Bus()
        name = wait(lambda: self._bus_name(bus), f'{program} on the accessibility bus', 20)
        self.tree = Tree(bus, name)
        self.at = self.tree.at
        wait(lambda: self.refresh().children, f'a window of {program}', 20)
        wait(self.window_ids, f'a mapped window of {program}')

    def _bus_name(self, bus):
        if self.process.poll() is not None:
            raise Failed(f'the program ended at its start, status {self.process.returncode}\n{self.log.read_text()}')
        return bus.programs().get(self.process.pid)

    # The display

    def _xdotool(self, *arguments):
        done = subprocess.run(['xdotool', *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return done.stdout.split()

    def window_ids(self):
        """The windows and dialogs on the screen, the uppermost last."""
        return self._xdotool('search', '--onlyvisible', '--pid', self.process.pid, '--name', '.')

    def activate(self):
        """Gives the uppermost window the keyboard focus: there is no window manager."""
        # The search gives nothing when a window goes while it runs.
        top = wait(self.window_ids, 'a window on the screen')[-1]
        if self._xdotool('getwindowfocus') != [top]:
            self._xdotool('windowfocus', top)
            wait(lambda: self._xdotool('getwindowfocus') == [top], 'the keyboard focus')

    def keys(self, *keys):
        """Presses keys such as “space” or “ctrl+shift+z” in the uppermost window."""
        self.activate()
        self._xdotool('key', '--clearmodifiers', *keys)

    def type(self, text):
        """Types a text in the uppermost window."""
        self.activate()
        self._xdotool('type', '--delay', 4, text)

    def click(self, node, button=1):
        """Clicks into the middle of what the uppermost window shows of it."""
        x, y, width, height = node.extents()
        self.activate()
        self._xdotool('mousemove', '--window', self.window_ids()[-1], x + width // 2, y + height // 2, 'click', button)

    def tab_to(self, role, name=None, key='Tab'):
        """Presses Tab, or another key, until something that fits has the focus; returns it."""
        self.activate()
        before = None
        for _ in range(60):
            node = wait(lambda: self._focused_other_than(before), 'the focus to move on')
            if node.fits(role, name):
                return node
            before = node.at
            self.keys(key)
        raise Failed(f'{key} does not lead to {role} “{name or ""}”')

    def resize(self, width, height):
        """Gives the content of the uppermost window this size; its frame comes on top."""
        top = self.window_ids()[-1]

        def fits():
            # Without a window manager the toolkit may ask for the size that it had before, at the same moment.
            self._xdotool('windowsize', top, width + 2 * FRAME, height + 2 * FRAME)
            size = dict(line.split('=') for line in self._xdotool('getwindowgeometry', '--shell', top))
            return (size['WIDTH'], size['HEIGHT']) == (str(width + 2 * FRAME), str(height + 2 * FRAME))
        wait(fits, f'a window of {width} by {height}')

    def focused(self):
        """What has the keyboard focus."""
        self.activate()
        return wait(lambda: self._focused_other_than(None), 'something with focus')

    def _focused_other_than(self, at):
        nodes = [node for node in self.refresh().walk() if 'focused' in node.states and node.at != at]
        return nodes[-1] if nodes else None

    def screenshot(self, path, whole=False):
        """A picture of the uppermost window without its frame, or of the whole screen, once it does not change any more."""
        target = ['-root'] if whole else ['-id', self.window_ids()[-1]]
        last, same = None, 0

        def settled():
            nonlocal last, same
            before, last = last, subprocess.run(['xwd', '-silent', *target], stdout=subprocess.PIPE, check=True).stdout
            same = same + 1 if last == before else 0
            return same == 6
        wait(settled, 'a picture that does not change')
        shave = [] if whole else ['-shave', f'{FRAME}x{FRAME}', '+repage']
        subprocess.run(['convert', 'xwd:-', *shave, '-strip', str(path)], input=last, check=True)

    # The end

    def ended(self, seconds=10):
        """Waits until the program has ended by itself; it must have nothing to complain about."""
        try:
            status = self.process.wait(seconds * SLOW)
        except subprocess.TimeoutExpired:
            raise Failed('the program did not end')
        log = self.log.read_text()
        if status or COMPLAINT.search(log):
            raise Failed(f'the program ended with status {status}\n{log}')

    def stop(self, key='ctrl+q'):
        self.keys(key)
        self.ended()

    def kill(self):
        """Ends the program like a power cut."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class AppSession(Session):
    """A session that starts Liftoff."""

    def __enter__(self):
        self.windows = []
        return super().__enter__()

    def start(self, *arguments, program=None):
        """Starts the window on these files; returns when it can be used."""
        window = Window(self, program or self.build / 'src/app/liftoff', arguments)
        self.windows.append(window)
        return window


def options(**values):
    """Decorator: what the session of a test is made with (language, zone, now, dark, text_scale, size, settings)."""
    def set_options(function):
        function.options = values
        return function
    return set_options


def _run(function, build):
    """In a process of its own: the test in its session. What went wrong goes to stderr."""
    with AppSession(build, **getattr(function, 'options', {})) as session:
        try:
            function(session)
            for window in session.windows:
                if window.process.poll() is None:
                    window.stop()
            return True
        except Exception:
            traceback.print_exc()
            for window in session.windows:
                print(window.log.read_text(), file=sys.stderr)
                if window.process.poll() is None:
                    print('\n'.join(window.refresh().dump()), file=sys.stderr)
                    pictures = session.build / 'meson-logs' / 'app'
                    pictures.mkdir(parents=True, exist_ok=True)
                    window.screenshot(pictures / f'{function.__name__}.png', whole=True)
            return False


def main(names, seconds=120):
    """Runs the functions test_… among @names and prints TAP. Arguments: the build folder, then names of tests to run (all)."""
    build, *chosen = sys.argv[1:]
    tests = [function for name, function in names.items() if name.startswith('test_') and (not chosen or name in chosen)]
    print('TAP version 13')
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    for number, function in enumerate(tests, 1):
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            os.dup2(write, 2)
            os.dup2(write, 1)
            signal.alarm(int(seconds * SLOW))
            signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(Failed(f'not done within {seconds * SLOW:g} s')))
            status = 1
            try:
                status = 0 if _run(function, build) else 1
            except BaseException:
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(status)
        os.close(write)
        with os.fdopen(read, errors='replace') as file:
            output = file.read()
        good = os.waitpid(pid, 0)[1] == 0
        failed += not good
        if not good:
            for line in output.splitlines():
                print(f'# {line}')
        print(f'{"ok" if good else "not ok"} {number} - {function.__name__[5:].replace("_", " ")}', flush=True)
    sys.exit(1 if failed or not tests else 0)
