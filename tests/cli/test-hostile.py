#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents, arguments and file names that were made to deceive a reader or to give the terminal orders."""

import json
import os
import pty
import subprocess
import time

from harness import ARGUMENT, DOCUMENT, DONE, SAMPLE, check, equal, main, matches

with open(SAMPLE, encoding="utf-8") as stream:
    TEXT = json.load(stream)

# What a text may hold by the rules of the document, though no reader sees it: all of Bidi_Control and Default_Ignorable_Code_Point.
TRAP = "a\u202eb\u2066c\u200bd\u061ce\U000e0041f <b>&amp;_x_%s"
SHOWN = "a[U+202E]b[U+2066]c[U+200B]d[U+061C]e[U+E0041]f <b>&amp;_x_%s"
# What a document may not hold, but a file name or an argument may
ORDERS = "\x1b]0;owned\x07\x1b[31m\x9b2J"
HIDDEN = ["\x1b", "\x9b", "\x07", "\x9c", "\u202e", "\u2066", "\u200b", "\u061c", "\U000e0041", "\u2028", "\r"]


def clean(text, what):
    for character in HIDDEN:
        check(character not in text, f"{what}: U+{ord(character):04X} goes out raw in {text!r}")


def hostile_document():
    """The sample with the trap in every text."""
    document = json.loads(json.dumps(TEXT))
    for member in "name", "version", "project", "manager":
        document[member] = TRAP
    for phase in document["phases"]:
        phase["title"] = TRAP
        for item in phase["items"]:
            item |= {"text": TRAP, "state": "blocked", "reason": TRAP, "by": TRAP, "at": "2026-12-01T10:00:00Z", "owner": TRAP,
                     "note": TRAP + "\n" + TRAP, "evidence": "https://ci.example/7", "evidence-title": TRAP}
    document["response"]["title"] = TRAP
    for incident in document["incidents"]:
        incident |= {"title": TRAP, "declared-by": TRAP}
    return document


def shown_as_typed(place):
    place.put("s.liftoff.json", json.dumps(hostile_document(), ensure_ascii=False))
    for command in (["show", "s.liftoff.json"], ["list", "."], ["incident", "list", "s.liftoff.json"], ["incident", "show", "s.liftoff.json", "i1"],
                    ["reschedule", "s.liftoff.json", "--at", "2026-12-16T10:00", "--dry-run"]):
        out = place.good(*command)
        clean(out, " ".join(command))
        check(SHOWN in out, f"{command}: the text is not shown as it is in\n{out}")
    for field in "text", "reason", "owner", "note":
        equal(place.show()["phases"][0]["items"][0][field].split("\n")[0], TRAP, f"--json gives the exact {field}")
    clean(place.good("show", "s.liftoff.json", "--json"), "--json")
    clean(place.good("list", ".", "--json"), "list --json")
    equal(json.loads(place.good("list", ".", "--json"))[0]["name"], TRAP, "list --json gives the exact name")


def changes_say_it(place):
    place.put("s.liftoff.json", json.dumps(hostile_document(), ensure_ascii=False))
    out = place.good("check", "s.liftoff.json", "1.1")
    clean(out, "check")
    check(SHOWN[:20] in out, out)
    clean(place.good("note", "s.liftoff.json", "1.2", TRAP), "note")
    equal(place.show()["phases"][0]["items"][1]["note"].split("\n")[-1], TRAP, "the note is kept as it was given")
    result = place.run("check", "s.liftoff.json", TRAP)
    equal(result.status, ARGUMENT, "an item of such a name")
    clean(result.err, "an item of such a name")


def refused_in_a_document(place):
    """Controls and line ends may not stand in a text: the document says so, and shows none of it."""
    document = json.loads(json.dumps(TEXT))
    document["name"] = "a" + ORDERS
    document["phases"][0]["items"][0]["text"] = "one\ntwo\u2028three" + ORDERS
    document["phases"][0]["items"][1]["evidence"] = "java\x1bscript:x"
    document["surprise" + ORDERS] = ORDERS
    place.put("s.liftoff.json", json.dumps(document))
    for command in ["show", "s.liftoff.json"], ["validate", "s.liftoff.json"], ["list", "."], ["check", "s.liftoff.json", "1.1"], ["export", "s.liftoff.json", "--to", "markdown"]:
        result = place.run(*command)
        clean(result.out + result.err, " ".join(command))
        check("\ntwo" not in result.out, "a text has broken out of its line")


def file_names(place):
    """In messages, in lists, and where a file does not exist."""
    names = ["-x.liftoff.json", "--help.liftoff.json", f"{ORDERS.replace('/', '')}.liftoff.json", "one\ntwo.liftoff.json", "\u202etxt.liftoff.json"]
    for name in names:
        shown = name.replace("\n", "[U+000A]")
        place.put_sample(name)
        out = place.good("show", "--", name)
        clean(out, name)
        result = place.run("validate", "--", name)
        equal((result.status, result.out.count("\n")), (DONE, 1), f"validate {name!r}")
        clean(result.out + result.err, name)
        result = place.run("show", "--", "missing" + name)
        equal((result.status, result.err.count("\n")), (DOCUMENT, 1), f"a missing {name!r}")
        clean(result.out + result.err, name)
        check("\n" not in name or shown in result.err, result.err)
        result = place.run("new", "--name", "X", "-o", name)
        equal(result.status, ARGUMENT, f"an existing {name!r}")
        clean(result.out + result.err, name)
    out = place.good("list", ".")
    equal(out.count("\n"), len(names), "each file has one line")
    clean(out, "list")
    check("one[U+000A]two.liftoff.json" in out and "[U+202E]txt.liftoff.json" in out and "[U+001B]]0;owned" in out, out)


def options_and_commands(place):
    for arguments in ([ORDERS], ["show", "--" + ORDERS], ["show", "a", "b" + ORDERS], ["incident", ORDERS], ["new", "--name", "X", "--zone", ORDERS],
                      ["new", "--name", "X", "--at", ORDERS], ["new", "--name", "X", "--type", ORDERS], ["new", "--name", "X", "--template", ORDERS],
                      ["list", ORDERS], ["new", "--name", ORDERS], ["new", "--name", "one\ntwo"]):
        result = place.run(*arguments)
        check(result.status in (ARGUMENT, DOCUMENT), f"{arguments}: status {result.status}")
        clean(result.out + result.err, repr(arguments))
    check(not os.path.exists(os.path.join(place.data, "liftoff")), "a refused release was made")


def not_utf8(place):
    done = place.run_bytes(b"show", b"\xff\x1b[31m\xfe")
    equal(done.returncode, DOCUMENT, "a name that is not UTF-8")
    clean(done.stderr.decode(), "a name that is not UTF-8")
    place.put_sample()
    os.rename(place.path("s.liftoff.json"), os.path.join(place.work.encode(), b"\xff\xfe.liftoff.json"))
    out = place.good("list", ".")
    check("\ufffd\ufffd.liftoff.json" in out, out)
    equal(len(json.loads(place.good("list", ".", "--json"))), 1, "list --json")


def on_a_terminal(place):
    """The path that “new” prints and the Markdown of “export” are exact for programs; a terminal gets no orders."""
    def terminal(*arguments):
        main_end, other = pty.openpty()
        done = subprocess.run([place.program, *arguments], cwd=place.work, env=place.environment, stdin=subprocess.DEVNULL, stdout=other,
                              stderr=subprocess.PIPE, timeout=60, check=False)
        os.close(other)
        read = b""
        while True:
            try:
                some = os.read(main_end, 65536)
            except OSError:
                break
            if not some:
                break
            read += some
        os.close(main_end)
        return done, read.decode().replace("\r\n", "\n")

    name = f"new{ORDERS}.liftoff.json".replace("/", "")
    equal(place.good("new", "--name", "X", "-o", name), os.path.realpath(place.path(name)) + "\n", "what a program reads")
    os.remove(place.path(name))
    done, out = terminal("new", "--name", "X", "-o", name)
    equal(done.returncode, DONE, "new")
    clean(out, "new on a terminal")
    place.put("s.liftoff.json", json.dumps(hostile_document(), ensure_ascii=False))
    done, out = terminal("export", "s.liftoff.json", "--to", "markdown")
    clean(out, "export on a terminal")
    matches(r"U\+202E", out, "export on a terminal")


def odd_files(place):
    """Listed with the reason, at once; and never followed out of the folder."""
    place.put_sample("good.liftoff.json")
    place.put("../secret.json", json.dumps(TEXT | {"name": "SECRET"}))
    os.mkfifo(place.path("pipe.liftoff.json"))
    os.mkdir(place.path("folder.liftoff.json"))
    for name, target in ("out", "../secret.json"), ("dangling", "nowhere"), ("loop", "loop.liftoff.json"), ("device", "/dev/zero"), ("tty", "/dev/tty"):
        os.symlink(target, place.path(f"{name}.liftoff.json"))
    with open(place.path("huge.liftoff.json"), "wb") as stream:
        stream.truncate(5 << 30)
    started = time.monotonic()
    listed = {os.path.basename(one["path"]).split(".")[0]: one for one in json.loads(place.good("list", ".", "--json"))}
    check(time.monotonic() - started < 20, "listing takes its time")
    equal(sorted(listed), ["dangling", "device", "folder", "good", "huge", "loop", "out", "pipe", "tty"], "what is listed")
    equal([name for name, one in listed.items() if one["error"] is None], ["good"], "what is readable")
    check("SECRET" not in json.dumps(listed), "a link out of the folder was followed")
    matches("leads out of this folder", listed["out"]["error"], "a link out of the folder")
    equal(json.loads(place.good("show", "out.liftoff.json", "--json"))["name"], "SECRET", "opened by itself it is the person's decision")
    for name in "pipe", "folder", "huge", "loop", "dangling", "device":
        equal(place.run("show", f"{name}.liftoff.json").status, DOCUMENT, f"show {name}")
        equal(place.run("check", f"{name}.liftoff.json", "1.1").status, DOCUMENT, f"check {name}")


if __name__ == "__main__":
    main([(function.__name__.replace("_", " "), function) for function in (
        shown_as_typed, changes_say_it, refused_in_a_document, file_names, options_and_commands, not_utf8, on_a_terminal, odd_files)])
