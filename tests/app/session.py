# SPDX-License-Identifier: GPL-3.0-or-later
"""A display, a session bus and XDG folders of one's own, for one program and its helpers."""

import configparser
import ctypes
import datetime
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import zoneinfo

SLOW = float(os.environ.get('LIFT_TEST_SLOW', '1'))
DISPLAY_SIZE = (1400, 1000)
BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={top}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{top}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''


class Failed(Exception):
    """What was expected did not come."""


def wait(condition, what, seconds=10):
    """The first true value of condition (), or Failed saying what did not come in time."""
    end = time.monotonic() + seconds * SLOW
    pause = 0.01
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Failed(f'{what}: not within {seconds * SLOW:g} s')
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


def adopt_orphans():
    """Makes this process the parent of what its children leave behind, so that end_children () reaches it."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def children():
    with open(f'/proc/self/task/{os.getpid()}/children') as file:
        return [int(pid) for pid in file.read().split()]


def end_children():
    """Ends all processes below this one."""
    for signal_number in signal.SIGTERM, signal.SIGKILL:
        for pid in children():
            os.kill(pid, signal_number)
        end = time.monotonic() + 3
        while children() and time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.02)


def _set_resources(display, text):
    """The X resources: where the toolkit reads the size of text when no settings daemon runs."""
    x11 = ctypes.CDLL('libX11.so.6')
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(connection))
    resource_manager, string = ctypes.c_ulong(23), ctypes.c_ulong(31)
    x11.XChangeProperty(connection, root, resource_manager, string, 8, 0, text.encode(), len(text))
    x11.XCloseDisplay(connection)


class Session:
    """`with Session (…) as session:`. The environment of its programs is session.env; os.environ becomes the same, for libraries
    that read it there. One session a process: the accessibility library keeps to the first bus it has seen."""

    def __init__(self, build, size=DISPLAY_SIZE, language=None, zone='UTC', now=None, dark=False, text_scale=1, settings=None):
        self.build = pathlib.Path(build).resolve()
        self.size = size
        self.language = language
        self.zone = zone
        self.now = now
        self.dark = dark
        self.text_scale = text_scale
        self.settings = settings or {}
        self.env = {}

    def __enter__(self):
        adopt_orphans()
        self.top = pathlib.Path(tempfile.mkdtemp(prefix='liftoff-test.'))
        self.env = self._environment()
        try:
            self._write_settings()
            self.env['DISPLAY'] = self._start_display()
            self.env['DBUS_SESSION_BUS_ADDRESS'] = self._start_bus()
        except BaseException:
            self.__exit__()
            raise
        os.environ.clear()
        os.environ.update(self.env)
        return self

    def __exit__(self, *_):
        end_children()
        shutil.rmtree(self.top)

    @property
    def releases(self):
        """The folder in which the programs keep releases."""
        return pathlib.Path(self.env['XDG_DATA_HOME']) / 'liftoff/releases'

    def _environment(self):
        env = {name: value for name, value in os.environ.items()
               if not name.startswith(('LC_', 'XDG_', 'DBUS_', 'GTK_', 'GDK_', 'ADW_', 'WAYLAND_', 'G_'))}
        for folder in 'RUNTIME_DIR', 'CONFIG_HOME', 'DATA_HOME', 'CACHE_HOME', 'STATE_HOME':
            path = self.top / folder.lower()
            path.mkdir(mode=0o700)
            env[f'XDG_{folder}'] = str(path)
        (self.top / 'tmp').mkdir()
        env.update(
            TMPDIR=str(self.top / 'tmp'), HOME=str(self.top), TZ=self.zone, LANG='C.UTF-8', LOCPATH=str(self.build / 'locale'),
            GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable', GTK_A11Y='atspi', ADW_DISABLE_PORTAL='1',
            GSETTINGS_BACKEND='keyfile', GSETTINGS_SCHEMA_DIR=str(self.build / 'data'),
            G_DEBUG='fatal-warnings', G_SLICE='always-malloc', NO_AT_BRIDGE='0',
            ADW_DEBUG_COLOR_SCHEME='prefer-dark' if self.dark else 'prefer-light')
        if self.language:
            env.update(LANG=f'{self.language}.UTF-8', LANGUAGE=self.language)
        return env

    def _write_settings(self):
        gtk = configparser.ConfigParser()
        gtk['Settings'] = {'gtk-enable-animations': 'false', 'gtk-cursor-blink': 'false', 'gtk-font-name': 'Cantarell 11', 'gtk-decoration-layout': ':close',
                           'gtk-xft-antialias': '1', 'gtk-xft-rgba': 'none'}
        self._write_config('gtk-4.0/settings.ini', gtk)
        if self.settings:
            own = configparser.ConfigParser()
            own['com/octoacme/Liftoff'] = {key: f"'{value}'" if isinstance(value, str) else str(value).lower()
                                           for key, value in self.settings.items()}
            self._write_config('glib-2.0/settings/keyfile', own)

    def _write_config(self, name, config):
        path = pathlib.Path(self.env['XDG_CONFIG_HOME']) / name
        path.parent.mkdir(parents=True)
        with open(path, 'w') as file:
            config.write(file)

    def _start_display(self):
        read, write = os.pipe()
        width, height = self.size
        with open(self.top / 'xvfb.log', 'w') as log:
            subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24', '-nolisten', 'tcp', '-noreset'],
                             pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read) as file:
            number = file.readline().strip()
        if not number:
            raise Failed('Xvfb: ' + (self.top / 'xvfb.log').read_text())
        _set_resources(f':{number}', f'Xft.dpi: {96 * self.text_scale}\n')
        return f':{number}'

    def _start_bus(self):
        """A bus that can start the accessibility bus and nothing else."""
        services = self.top / 'services'
        services.mkdir()
        service = pathlib.Path('/usr/share/dbus-1/services/org.a11y.Bus.service').read_text().splitlines()
        (services / 'org.a11y.Bus.service').write_text('\n'.join(line for line in service if 'Systemd' not in line) + '\n')
        (self.top / 'bus.conf').write_text(BUS.format(top=self.top))
        bus = subprocess.Popen(['dbus-daemon', f"--config-file={self.top / 'bus.conf'}", '--nofork', '--print-address'],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self.env)
        return bus.stdout.readline().strip()

    @property
    def _clock(self):
        return self.top / 'clock'

    def set_clock(self, moment):
        """Sets the clock of all programs, of those that run too, to a wall clock time of the session's zone; it goes on from there."""
        ahead = datetime.datetime.fromisoformat(moment).replace(tzinfo=zoneinfo.ZoneInfo(self.zone)).timestamp() - time.time()
        new = self.top / 'clock.new'
        new.write_text(f'{ahead:+.3f}\n')
        new.replace(self._clock)

    def program_environment(self):
        """What a program of Liftoff is started with: session.env, and its clock moved if asked for."""
        env = dict(self.env)
        if self.now or self._clock.exists():
            library = next(path for pattern in ('lib/*/faketime', 'lib*/faketime')
                           for path in pathlib.Path('/usr').glob(f'{pattern}/libfaketime.so.1'))
            env.update(LD_PRELOAD=str(library), FAKETIME_DONT_FAKE_MONOTONIC='1')
            env.update({'FAKETIME': f'@{self.now}'} if self.now else {'FAKETIME_TIMESTAMP_FILE': str(self._clock), 'FAKETIME_NO_CACHE': '1'})
        return env

    def ctl(self, *arguments, status=0):
        """Runs liftoffctl; returns what it printed."""
        done = subprocess.run([self.build / 'src/cli/liftoffctl', *map(str, arguments)], env=self.program_environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != status:
            raise Failed(f"liftoffctl {' '.join(map(str, arguments))}: exit status {done.returncode}, expected {status}\n{done.stderr}")
        return done.stdout if status == 0 else done.stderr
