#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a release by command line: states, deployments, moves, calendars, hand-overs, hotfixes, and what show tells of it."""

import json
import os
import pwd
import re
import shutil
import subprocess

from harness import ARGUMENT, DOCUMENT, DONE, check, equal, items_of, main, matches

S = "s.liftoff.json"
NOW = "2026-12-09T09:30:00Z"
SMALL = """# Service

## Planning (T-2 weeks)
- [ ] Scope
- [ ] Notes

## Deployment (Release Day)
- [ ] Backup
- [ ] Deploy
- [ ] Verify

## Follow-up (T+1 day)
- [ ] Metrics

## Incident Response (If Needed)
- [ ] Assess
"""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
BEGIN:VEVENT\r
UID:a\r
DTSTART;VALUE=DATE:20261225\r
DTEND;VALUE=DATE:20261226\r
SUMMARY:Christmas\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:b\r
DTSTART:20261203T100000Z\r
DTEND:20261203T110000Z\r
SUMMARY:Meeting\r
END:VEVENT\r
END:VCALENDAR\r
"""

START = ["deploy", "start", S]
END = ["deploy", "end", S, "--outcome"]
HOLD = ["state", S, "on-hold", "--reason", "Legal"]
ABORT = ["state", S, "aborted", "--reason", "No budget"]
CLOSE = ["state", S, "closed"]
BOTH = [START + ["--target", "EU"], START + ["--target", "US"]]
CLOSED = [ABORT, CLOSE]
PLAN = ["deploy", "plan", S, "--target", "Wave 2"]
FREEZE = ["calendar", S, "--freezes", "freezes.txt"]


def user():
    entry = pwd.getpwuid(os.getuid())
    return entry.pw_gecos.split(",")[0] or entry.pw_name


def put_lists(place):
    place.put("freezes.txt", "2026-12-16/2026-12-17 Audit\n")
    place.put("windows.txt", "Tue 10:00-16:00 Regular\n")
    place.put("over.txt", "2026-12-01T10:00/2026-12-01T12:00\n")
    place.put("holidays.txt", "12-25 Christmas Day\n")
    place.put("holidays.ics", CALENDAR)
    place.put("wrong.txt", "12-25 Christmas Day\nTue 10:00-16:00\n")
    place.put("small.md", SMALL)


def run_all(place, commands):
    for command in commands:
        equal(place.run(*command).status, DONE, " ".join(command))


def without(document, *members):
    return {key: value for key, value in document.items() if key not in members}


def make_small(place, *options, at="2026-12-09T10:00"):
    place.put("small.md", SMALL)
    return place.good("new", "--name", "Service", "--template", "small.md", "--zone", "Europe/Berlin", "--at", at,
                      "-o", S, "--when", "2026-01-01T09:00:00Z", "--by", "Ann", *options)


def phase_of(place, number, *options):
    return next(phase for phase in place.show(S, *options)["phases"] if phase["number"] == number)


# What the history says of who decided a state and when, when somebody else records it later.
DECIDED = "decided by Ben, Wed 9 Dec 2026, 10:30 CET"

# (what is done first, arguments, stdout, members of show --json that it then has)
CHANGES = [
    ([], ["state", S, "active", "--by", "Ben", "--when", NOW], f"State of the release: Active: {DECIDED}\n",
     {"state": "active", "state-reason": None, "state-by": "Ben", "state-at": NOW}),
    ([], ["state", S, "on-hold", "--reason", "Legal", "--by", "Ben", "--when", "2026-12-09T10:30"],
     f"State of the release: On hold: Legal, {DECIDED}\n",
     {"state": "on-hold", "state-reason": "Legal", "state-by": "Ben", "state-at": NOW}),
    ([HOLD], ["state", S, "planned", "--when", NOW], f"State of the release: Planned: decided by {user()}, Wed 9 Dec 2026, 10:30 CET\n",
     {"state": "planned", "state-reason": None, "state-by": user(), "state-at": NOW}),
    ([HOLD], ["state", S, "on-hold", "--reason", "Board", "--by", "Ben", "--when", NOW],
     f"State of the release: On hold: Board, {DECIDED}\n", {"state": "on-hold", "state-reason": "Board", "state-by": "Ben"}),
    ([ABORT], ["state", S, "closed", "--by", "Ben", "--when", NOW], f"State of the release: Closed: {DECIDED}\n",
     {"state": "closed", "state-reason": None, "state-by": "Ben", "state-at": NOW}),
    (CLOSED, ["state", S, "aborted", "--reason", "Too early", "--by", "Ben", "--when", NOW],
     f"State of the release: Aborted: Too early, {DECIDED}\n", {"state": "aborted", "state-reason": "Too early", "state-by": "Ben"}),
    ([START], END + ["succeeded", "--when", "2030-01-01T10:00"], "Ended the deployment to Production: Succeeded\n", {"state": "released"}),
    ([START], END + ["rolled-back", "--when", "2030-01-01T10:00", "--reason", "Login"],
     "Ended the deployment to Production: Rolled back: Login\n", {"state": "rolled-back"}),
    ([START], END + ["failed", "--when", "2030-01-01T10:00"], "Ended the deployment to Production: Failed\n", {"state": "active"}),
    ([START], END + ["aborted", "--when", "2030-01-01T10:00"], "Ended the deployment to Production: Aborted\n", {"state": "active"}),
    (BOTH, END + ["succeeded", "--target", "eu", "--when", "2030-01-01T10:00"], "Ended the deployment to EU: Succeeded\n",
     {"state": "active"}),
    ([START, END + ["succeeded", "--when", "2030-01-01T10:00"]],
     ["deploy", "end", S, "d1.1", "--outcome", "rolled-back", "--reason", "Late", "--when", "2030-01-01T10:00"],
     "Ended the deployment to Production: Rolled back: Late\n", {"state": "rolled-back"}),
    ([PLAN], ["deploy", "start", S], "Started the deployment to Wave 2: attempt 1\n", {"state": "active"}),
    ([PLAN], ["deploy", "remove", S, "d1.1"], "Removed the planned deployment to Wave 2\n", {"attempts": []}),
    ([], ["handover", S, "Priya Shah", "--note", "All\nquiet", "--by", "Ben", "--when", NOW], "Handed over to Priya Shah: from Jonas Weber\n",
     {"on": "Priya Shah", "handovers": [{"from": "Jonas Weber", "to": "Priya Shah", "at": NOW, "note": "All\nquiet"}]}),
    ([], ["calendar", S, "--rule", "after"], "Changed the calendar: Weekends and holidays: Keep → Working day after\n",
     {"calendar": {"rule": "after", "weekend": "Sat Sun", "holidays": None, "windows": None, "freezes": None}}),
    ([], ["calendar", S, "--weekend", "sat,fri", "--holidays", "holidays.txt", "--windows", "windows.txt", "--freezes", "freezes.txt"],
     # The sample's release is on Wednesday 9 December, the window on Tuesdays.
     "The release falls outside of the deployment windows; the next one is Regular (Tue 15 Dec 2026, 10:00–16:00)\n"
     "Changed the calendar: Weekend, Holidays, Deployment windows, Freezes\n",
     {"calendar": {"rule": "keep", "weekend": "Fri Sat", "holidays": "12-25 Christmas Day", "windows": "Tue 10:00-16:00 Regular",
                   "freezes": "2026-12-16/2026-12-17 Audit"}}),
    ([FREEZE], ["calendar", S, "--freezes", ""], "Changed the calendar: Freezes\n",
     {"calendar": {"rule": "keep", "weekend": "Sat Sun", "holidays": None, "windows": None, "freezes": None}}),
]


def test_change(before, arguments, out, members):
    def run(place):
        place.put_sample()
        put_lists(place)
        run_all(place, before)
        history = len(place.json_of(S)["history"])
        equal(place.good(*arguments), out, "stdout")
        shown = place.show()
        equal({key: shown[key] for key in members}, members, "show --json")
        equal(len(place.json_of(S)["history"]), history + 1, "lines of history")
        place.valid()
    return run


# (what is done first, what changes nothing)
UNCHANGED = [
    ([], ["state", S, "planned"]),
    ([HOLD], ["state", S, "on-hold"]),
    ([HOLD], ["state", S, "on-hold", "--reason", " Legal "]),
    (CLOSED, ["state", S, "closed"]),
    ([START, END + ["failed", "--when", "2030-01-01T10:00"]], ["deploy", "end", S, "d1.1", "--outcome", "failed", "--by", "Ben"]),
    ([START + ["--build", "rc1"]], ["deploy", "correct", S, "d1.1", "--build", "rc1", "--ticket", ""]),
    ([], ["pin", S, "1", "--rule", "release"]),
    ([], ["moment", S, "2.3", "--clear"]),
    ([["moment", S, "2.3", "--time", "09:15"]], ["moment", S, "2.3", "--time", "09:15"]),
    ([["moment", S, "2.3", "--offset", "-PT30M"]], ["moment", S, "2.3", "--offset", "T-30 min"]),
    ([], ["calendar", S, "--rule", "keep", "--weekend", "Sun Sat", "--holidays", ""]),
    ([FREEZE], ["calendar", S, "--freezes", "freezes.txt"]),
    ([], ["reschedule", S, "--day-time", ""]),
    ([], ["reschedule", S, "--at", "2026-12-09T10:00", "--override", "No clash"]),
    ([FREEZE], ["reschedule", S, "--at", "2026-12-16T10:00", "--override", "Agreed", "--dry-run"]),
    ([], ["handover", S, "--print"]),
    ([], ["handover", S, "Priya Shah", "--print"]),
    (CLOSED, ["handover", S, "--print"]),
    ([], ["calendar", S]),
    ([START], ["deploy", "list", S]),
    ([], ["show", S, "--history"]),
]
SAY_NOTHING_OF_IT = ("--print", "--dry-run", "list", "--history")


def test_unchanged(before, arguments):
    def run(place):
        place.put_sample()
        put_lists(place)
        run_all(place, before)
        files = place.snapshot()
        out = place.good(*arguments)
        if not set(SAY_NOTHING_OF_IT) & set(arguments) and arguments != ["calendar", S]:
            matches("Nothing changed", out, "stdout")
        equal(place.snapshot(), files, "files")
    return run


STATES = "planned, active, on-hold, released, rolled-back, aborted, closed"
CLASH = r"The release falls into a freeze: Audit \(Wed 16 Dec 2026 – Thu 17 Dec 2026\): .*: give another --at, or --override REASON\n"
# (what is done first, arguments, exit status, stderr); nothing is written
REFUSED = [
    ([], ["state", S], ARGUMENT, f"state: STATE is missing: choose one of {STATES}\n"),
    ([], ["state", S, "onhold"], ARGUMENT, f"state: STATE: “onhold” is none of {STATES}\n"),
    ([], ["state", S, "on-hold"], ARGUMENT, r"s\.liftoff\.json: “On hold” needs a reason: say why in a few words"),
    ([], ["state", S, "aborted", "--reason", " "], ARGUMENT, "“Aborted” needs a reason"),
    ([], ["state", S, "released"], ARGUMENT, "It was not started: start a deployment, or make it active first"),
    ([], ["state", S, "rolled-back", "--reason", "x"], ARGUMENT, "Nothing was deployed that could be rolled back: abort it instead"),
    ([], ["state", S, "closed"], ARGUMENT, "It is not over: say first whether it is released, rolled back or aborted"),
    ([HOLD], ["state", S, "released"], ARGUMENT, "It is on hold: resume it first"),
    ([HOLD], ["state", S, "closed"], ARGUMENT, "It is on hold: resume or abort it first"),
    ([ABORT], HOLD, ARGUMENT, "Nothing of it goes on, so there is nothing to hold"),
    ([START], ["state", S, "released"], ARGUMENT, "The deployment to “Production” is running: record its end first"),
    ([START], ABORT, ARGUMENT, "The deployment to “Production” is running: record its end first"),
    ([], ["state", S, "active", "--by", " "], ARGUMENT, "--by is empty"),
    ([], ["state", S, "active", "--when", "now"], ARGUMENT, "--when: “now” is no moment"),
    ([], ["state", "no.json", "active"], DOCUMENT, r"no\.json"),
    (CLOSED, ["state", S, "active", "--reason", "x"], ARGUMENT, "It is closed: reopen it as “Aborted” first, which it was before"),
    (CLOSED, ["state", S, "aborted"], ARGUMENT, "“Aborted” needs a reason"),
    *((CLOSED, command, DOCUMENT,
       r"s\.liftoff\.json: the release is closed and cannot be changed: reopen it first, with “liftoffctl state FILE aborted --reason REASON”")
      for command in (["check", S, "2.3"], ["skip", S, "2.3", "--reason", "x"], ["note", S, "2.3", "x"], ["assign", S, "2.3", "x"],
                      ["reschedule", S, "--at", "2026-12-10T10:00"], ["pin", S, "1", "--rule", "keep"], ["moment", S, "2.3", "--clear"],
                      ["calendar", S, "--rule", "before"], ["handover", S, "Priya"], ["incident", "open", S, "--title", "x"], START,
                      END + ["failed"], PLAN, ["deploy", "correct", S, "d1.1", "--build", "x"], ["deploy", "remove", S, "d1.1"])),
    ([HOLD], START, ARGUMENT, "The release is on hold: resume it before a deployment"),
    ([ABORT], START, ARGUMENT, "The release is aborted: make it active before a deployment"),
    ([ABORT], PLAN, ARGUMENT, "The release is aborted: make it active before a deployment"),
    ([START], START, ARGUMENT, "The deployment to “Production” is running already: record its end first"),
    ([START], START + ["--target", "EU", "--new-attempt"], ARGUMENT, "A deployment of this attempt is running: record its end before a new attempt"),
    ([], START + ["--target", "a\nb"], ARGUMENT, "Target: must be one line"),
    ([], ["deploy", "end", S], ARGUMENT, "deploy end: --outcome is missing: choose one of succeeded, rolled-back, failed, aborted\n"),
    ([], END + ["none"], ARGUMENT, "--outcome: “none” is none of succeeded, rolled-back, failed, aborted\n"),
    ([], END + ["failed"], ARGUMENT, "No deployment is running: record its start with “liftoffctl deploy start”"),
    (BOTH, END + ["failed"], ARGUMENT, r"Several deployments are running: name one of them with --target: “EU” \(d1\.1\), “US” \(d1\.2\)\n"),
    (BOTH, END + ["failed", "--target", "Asia"], ARGUMENT, r"No deployment to “Asia” is running, but “EU” \(d1\.1\), “US” \(d1\.2\)\n"),
    (BOTH, ["deploy", "end", S, "d1.1", "--target", "EU", "--outcome", "failed"], ARGUMENT, "give either --target or the number of a deployment"),
    ([START], ["deploy", "end", S, "d1.2", "--outcome", "failed"], ARGUMENT, "There is no “d1.2”: attempt d1 has 1 deployment"),
    ([START], ["deploy", "end", S, "2.1", "--outcome", "failed"], ARGUMENT, "a deployment is named by its number such as d1.2"),
    ([START], END + ["failed", "--when", "2020-01-01T10:00"], ARGUMENT, "It would have ended before it was started"),
    ([PLAN], ["deploy", "end", S, "d1.1", "--outcome", "failed"], ARGUMENT, "The deployment to “Wave 2” was not started: record its start first"),
    ([], ["deploy", "plan", S], ARGUMENT, "deploy plan: the target is missing: give it with --target"),
    ([PLAN], ["deploy", "plan", S, "--target", "wave 2"], ARGUMENT, "There is a deployment to “wave 2” in this attempt already"),
    ([], PLAN + ["--window", "-PT1H"], ARGUMENT, "“-PT1H” is not a length of time"),
    ([], PLAN + ["--at", "2026-12-09"], ARGUMENT, "“2026-12-09” is not a date and time"),
    ([START], ["deploy", "correct", S, "d1.1"], ARGUMENT, "it is not said what is wrong"),
    ([START], ["deploy", "correct", S, "d2.1", "--build", "x"], ARGUMENT, "There is no “d2.1”: the release has 1 deployment attempt"),
    ([START], ["deploy", "correct", S, "d1.1", "--target", ""], ARGUMENT, "Target: must not be empty"),
    ([START], ["deploy", "correct", S, "d1.1", "--ended", NOW], ARGUMENT, "That is not recorded yet"),
    ([START], ["deploy", "correct", S, "d1.1", "--started", "soon"], ARGUMENT, "--started: “soon” is no moment"),
    ([START], ["deploy", "remove", S, "d1.1"], ARGUMENT, "A deployment that was started stays on record: correct it instead"),
    ([], ["deploy", "remove", S, "d1.1"], ARGUMENT, "There is no “d1.1”: the release has 0 deployment attempts"),
    ([], ["deploy", "stop", S], ARGUMENT, "There is no command “deploy stop”"),
    ([], ["handover", S], ARGUMENT, "handover: an argument is missing, expected: FILE WHO"),
    ([], ["handover", S, " "], ARGUMENT, "To: must not be empty"),
    ([], ["handover", S, "Jonas Weber"], ARGUMENT, "Jonas Weber is on already: name somebody else"),
    ([], ["handover", S, "Priya", "--print", "--note", "x"], ARGUMENT, "give either --note or --print"),
    ([], ["handover", S, "Priya", "--note", "bell\x07"], ARGUMENT, "Note: must not hold control characters"),
    ([FREEZE], ["reschedule", S, "--at", "2026-12-16T10:00"], ARGUMENT, r"s\.liftoff\.json: " + CLASH),
    ([FREEZE], ["reschedule", S, "--at", "2026-12-16T10:00", "--dry-run"], ARGUMENT, CLASH),
    ([], ["reschedule", S, "--reason", "x"], ARGUMENT, "it is not said where to"),
    ([], ["reschedule", S, "--day-time", "25:00"], ARGUMENT, "“25:00” is not a time of day such as 17:00"),
    ([], ["pin", S, "1", "--rule", "keep", "--clear"], ARGUMENT, "give either --at with a date and time, or --clear, or --rule"),
    ([], ["pin", S, "1", "--rule", "sometimes"], ARGUMENT, "--rule: “sometimes” is none of release, keep, before, after\n"),
    ([], ["moment", S, "2.3"], ARGUMENT, "give either --offset, or --time with a time of day, or --clear"),
    ([], ["moment", S, "2.3", "--offset", "PT1H", "--time", "09:15"], ARGUMENT, "give either --offset"),
    ([], ["moment", S, "2.3", "--time", ""], ARGUMENT, "give either --offset"),
    ([], ["moment", S, "2.3", "--time", "9h"], ARGUMENT, "“9h” is not a time of day"),
    ([], ["moment", S, "2.3", "--offset", "30 min"], ARGUMENT, "--offset: “30 min” is no offset from the release: write it as -PT30M or “T-30 min”"),
    ([], ["moment", S, "2.3", "--offset", "T-2 working days"], ARGUMENT, "counts working days, which only phases do"),
    ([], ["moment", S, "i1.1", "--time", "09:15"], ARGUMENT, "Only items of phases have a moment"),
    ([], ["moment", S, "2", "--time", "09:15"], ARGUMENT, "“2” is something else"),
    ([], ["calendar", S, "--rule", "release"], ARGUMENT, "--rule: “release” is none of keep, before, after\n"),
    ([], ["calendar", S, "--weekend", "Sonntag"], ARGUMENT, r"s\.liftoff\.json: Weekend: “Sonntag” are not days of the week such as Sat Sun"),
    ([], ["calendar", S, "--holidays", "no.txt"], ARGUMENT, r"liftoffctl: no\.txt: cannot be read: No such file or directory; choose another file"),
    ([], ["calendar", S, "--holidays", "."], ARGUMENT, r"\.: cannot be read: is a folder"),
    ([], ["calendar", S, "--holidays", "wrong.txt"], ARGUMENT, r"wrong\.txt: Line 2, “Tue 10:00-16:00”: it is not of whole days"),
    ([], ["calendar", S, "--by", "Ben"], ARGUMENT, "it is not said what to change"),
    ([], ["show", S, "--json", "--history"], ARGUMENT, "give either --json or --history"),
    ([], ["new"], ARGUMENT, "the name of the release is missing"),
    ([], ["new", "--hotfix-of", "no.json"], DOCUMENT, r"no\.json"),
    ([], ["new", "--hotfix-of", S, "-o", S, "--force"], ARGUMENT, "is the release itself"),
    ([], ["new", "--name", "N", "--rule", "release"], ARGUMENT, "--rule: “release” is none of keep, before, after\n"),
    ([], ["new", "--name", "N", "--day-time", "5pm"], ARGUMENT, "“5pm” is not a time of day"),
    ([], ["new", "--name", "N", "--windows", "no.txt"], ARGUMENT, r"no\.txt: cannot be read"),
    ([], ["new", "--name", "N", "--at", "2026-12-16T10:00", "--freezes", "freezes.txt"], ARGUMENT, CLASH),
    ([FREEZE], ["new", "--hotfix-of", S, "--at", "2026-12-16T10:00"], ARGUMENT, CLASH),
]


def test_refused(before, arguments, status, err):
    def run(place):
        place.put_sample()
        put_lists(place)
        run_all(place, before)
        files = place.snapshot()
        result = place.run(*arguments)
        equal((result.status, result.out), (status, ""), "exit status and stdout")
        matches(r"^liftoffctl: ", result.err, "stderr")
        matches(err, result.err, "stderr")
        equal(place.snapshot(), files, "files")
    return run


# (a list, when a deployment starts, what is said of it)
STARTS = [
    ("--freezes", "freezes.txt", "2026-12-16T10:00", "the deployment starts in a freeze: Audit (Wed 16 Dec 2026 – Thu 17 Dec 2026)"),
    ("--freezes", "freezes.txt", "2026-12-18T00:00", None),
    ("--windows", "windows.txt", "2026-12-15T10:00", None),
    ("--windows", "windows.txt", "2026-12-15T16:00",
     "the deployment starts outside of the deployment windows; the next one is Regular (Tue 22 Dec 2026, 10:00–16:00)"),
    ("--windows", "over.txt", "2026-12-15T16:00", "the deployment starts outside of the deployment windows, and none follows"),
]


def test_start(option, name, when, said):
    def run(place):
        place.put_sample()
        put_lists(place)
        run_all(place, [["calendar", S, option, name]])
        result = place.run(*START, "--when", when)
        equal((result.status, result.out), (DONE, "Started the deployment to Production: attempt 1\n"), "deploy start")
        equal(result.err, f"liftoffctl: {S}: {said}\n" if said is not None else "", "stderr")
        equal(place.show()["state"], "active", "state")
        place.valid()
    return run


def test_whole_life(place):
    """From its creation to its archive and back; show --history tells it in order."""
    make_small(place)
    told = [("Ann", "Created Service")]

    def does(who, words, *arguments):
        out = place.good(*arguments)
        equal(out.splitlines()[-1], words, "what was done")
        place.valid()
        told.append((who, words))
        return out

    me = user()
    out = does("Ann", "Rescheduled: 2026-12-09 10:00 Europe/Berlin → 2026-12-16 10:00 Europe/Berlin: Legal", "reschedule", S,
               "--at", "2026-12-16T10:00", "--reason", "Legal", "--by", "Ann", "--when", "2026-01-05T09:00:00Z")
    matches(r"\nRelease moment: planned Wed 9 Dec, moved once, 7 days later\n", out, "reschedule")
    out = does("Ben", "Rescheduled: 2026-12-16 10:00 Europe/Berlin → 2026-12-18 10:00 Europe/Berlin: Vendor", "reschedule", S,
               "--at", "2026-12-18T10:00", "--reason", "Vendor", "--by", "Ben", "--when", "2026-01-06T09:00:00Z")
    matches(r"\nRelease moment: planned Wed 9 Dec, moved twice, 9 days later\n", out, "reschedule")
    does(me, "State of the release: On hold: Board, decided by Ann", "state", S, "on-hold", "--reason", "Board", "--by", "Ann")
    does(me, "State of the release: Active", "state", S, "active")
    does(me, "Ticked 2.1, 2.3", "check", S, "2.1", "2.3", "--by", "Ben")
    does(me, "Started the deployment to Production: attempt 1 · rc1 · CHG-1", *START, "--build", "rc1", "--ticket", "CHG-1", "--by", "Ben",
         "--when", "2026-12-18T10:02")
    does(me, "Ended the deployment to Production: Rolled back: Login fails", *END, "rolled-back", "--reason", "Login fails",
         "--when", "2026-12-18T10:40")
    does(me, "Started the deployment to Production: attempt 2 · rc2 · CHG-1", *START, "--build", "rc2", "--by", "Ben", "--when", "2026-12-18T13:00")
    equal([i["state"] for i in items_of(place.show())], ["open"] * 6, "opened again")
    does(me, "Ticked 2.1: Backup", "check", S, "2.1")
    does(me, "Ended the deployment to Production: Succeeded", *END, "succeeded", "--when", "2026-12-18T13:30")
    does(me, "Handed over to Priya", "handover", S, "Priya", "--when", "2026-12-18T14:00")
    does(me, "State of the release: Closed", "state", S, "closed")
    files = place.snapshot()
    result = place.run("check", S, "3.1")
    equal((result.status, result.out), (DOCUMENT, ""), "a change of a closed release")
    matches("reopen it first", result.err, "a change of a closed release")
    equal(place.snapshot(), files, "files")
    does(me, "State of the release: Released: Metrics, decided by Ann, Sat 19 Dec 2026, 09:00 CET", "state", S, "released", "--reason", "Metrics", "--by", "Ann",
         "--when", "2026-12-19T09:00")

    lines = place.good("show", S, "--history").splitlines()
    equal(len(lines), len(told), "lines of history")
    for line, (who, words) in zip(lines, told):
        check(line.endswith(f" {words}"), f"{line!r} does not end with {words!r}")
        matches(rf"^\w+ \d+ \w+ 20\d\d, \d\d:\d\d CE\w+ +{who} ", line, "when and who")
    matches(r"^Thu 1 Jan 2026, 10:00 CET +Ann  ", lines[0], "the first line")

    shown = place.show(S, "--now", "2026-12-19T08:30:00Z")
    equal((shown["state"], shown["state-reason"], shown["state-by"], shown["state-at"]), ("released", "Metrics", "Ann", "2026-12-19T08:00:00Z"),
          "state")
    equal(shown["moves"], [
        {"from": {"local": "2026-12-09T10:00", "zone": "Europe/Berlin"}, "to": {"local": "2026-12-16T10:00", "zone": "Europe/Berlin"},
         "reason": "Legal", "by": "Ann", "at": "2026-01-05T09:00:00Z"},
        {"from": {"local": "2026-12-16T10:00", "zone": "Europe/Berlin"}, "to": {"local": "2026-12-18T10:00", "zone": "Europe/Berlin"},
         "reason": "Vendor", "by": "Ben", "at": "2026-01-06T09:00:00Z"}], "moves")
    equal((shown["slip"], shown["moved"]), (9 * 86400, 2), "slip")
    # T+ offsets count from the actual end, the release day from the start of the second attempt.
    equal([phase["due"] for phase in shown["phases"]], ["2026-12-04T09:00:00Z", "2026-12-18T12:00:00Z", "2026-12-19T12:30:00Z"], "deadlines")

    deployment = {"target": "Production", "ticket": "CHG-1", "planned": None, "window": None, "by": "Ben", "state": "ended"}
    equal([(attempt["number"], [without(d, "id") for d in attempt["deployments"]]) for attempt in shown["attempts"]], [
        ("d1", [deployment | {"number": "d1.1", "build": "rc1", "started": "2026-12-18T09:02:00Z", "ended": "2026-12-18T09:40:00Z",
                              "outcome": "rolled-back", "reason": "Login fails"}]),
        ("d2", [deployment | {"number": "d2.1", "build": "rc2", "started": "2026-12-18T12:00:00Z", "ended": "2026-12-18T12:30:00Z",
                              "outcome": "succeeded", "reason": None}])], "attempts")
    left = shown["attempts"][0]["phases"]
    equal([(phase["title"], phase["offset"], phase["done"], phase["total"]) for phase in left], [("Deployment", "PT0S", 2, 3)], "phases left behind")
    equal([(i["number"], i["text"], i["state"], i["by"]) for i in left[0]["items"]],
          [(None, "Backup", "done", "Ben"), (None, "Deploy", "open", None), (None, "Verify", "done", "Ben")], "items left behind")
    equal(shown["attempts"][1]["phases"], [], "of the last attempt nothing is left behind")
    equal(json.loads(place.good("deploy", "list", S, "--json")), shown["attempts"], "deploy list --json")
    equal(list(shown["attempts"][0]["deployments"][0]), ["number", "id", "target", "build", "ticket", "planned", "window", "started", "by", "ended",
                                                         "outcome", "reason", "state"], "order of a deployment's members")
    matches(r"^Attempt 1\n  d1\.1  Production\n +build rc1 · CHG-1 · .*Rolled back.* · Login fails\n  Left behind: Deployment, 2 of 3\n"
            r"  \[x\] +Backup\n +Done · Ben.*\n  \[ \] +Deploy\n.*\nAttempt 2\n  d2\.1  Production\n +build rc2 · CHG-1 · .*Succeeded",
            place.good("deploy", "list", S, "--now", "2026-12-19T08:30:00Z"), "deploy list")
    text = place.good("show", S, "--now", "2026-12-18T14:30:00Z")
    matches(r"\nState +Released · Metrics · Ann, .*\nRelease moment +Fri 18 Dec 2026, 10:00 CET \(T\+.*\), planned Wed 9 Dec, moved twice, 9 days later\n"
            r"On +Priya, since ", text, "show")
    matches(r"\nAttempt 1\n  d1\.1  Production\n.*\n  Left behind: Deployment, 2 of 3\n\nAttempt 2\n", text, "show")
    check("Backup\n" in text and text.count("Backup") == 1, "show does not tell the items of earlier attempts one by one")


def test_targets(place):
    """Several side by side: planned, started, corrected, ended."""
    place.put_sample()
    place.good(*PLAN, "--at", "2026-12-10T10:00", "--window", "PT1H", "--build", "rc1", "--ticket", "CHG-7", "--by", "Ben", "--when", NOW)
    line = place.json_of(S)["history"]
    check(any(entry.startswith(NOW) and "| Ben | deploy-plan | Wave 2 |" in entry for entry in line), "who planned it, and when")
    place.good(*START, "--target", "Wave 1", "--when", "2026-12-09T10:00")
    matches(r"^Attempt 1\n  d1\.1  Wave 2\n +build rc1 · CHG-7 · planned for Thu 10 Dec, 10:00\n"
            r"  d1\.2  Wave 1\n +build rc1 · CHG-7 · started 10:00\n$",
            place.good("deploy", "list", S, "--now", NOW), "deploy list")
    equal([d["state"] for d in place.show()["attempts"][0]["deployments"]], ["waits", "runs"], "states")
    equal(place.good(*END, "succeeded", "--when", "2026-12-09T10:20"), "Ended the deployment to Wave 1: Succeeded\n", "end")
    equal(place.show()["state"], "active", "a wave is still to come")
    equal(place.good("deploy", "correct", S, "d1.2", "--target", "First wave", "--build", "", "--ticket", "CHG-8", "--started", "2026-12-09T10:05",
                     "--ended", "2026-12-09T09:25:00Z"), "Corrected the deployment to First wave\n", "correct")
    place.good("deploy", "correct", S, "d1.1", "--at", "2026-12-11T10:00", "--window", "")
    equal([without(d, "id", "reason") for d in place.show()["attempts"][0]["deployments"]], [
        {"number": "d1.1", "target": "Wave 2", "build": "rc1", "ticket": "CHG-7", "planned": "2026-12-11T10:00", "window": None, "started": None,
         "by": None, "ended": None, "outcome": None, "state": "waits"},
        {"number": "d1.2", "target": "First wave", "build": None, "ticket": "CHG-8", "planned": None, "window": None,
         "started": "2026-12-09T09:05:00Z", "by": user(), "ended": "2026-12-09T09:25:00Z", "outcome": "succeeded", "state": "ended"}], "corrected")
    place.valid()
    place.good("deploy", "end", S, "d1.1", "--outcome", "aborted")
    equal(place.show()["state"], "released", "once all have ended and one stands")
    place.valid()


def test_no_deployments(place):
    place.put_sample()
    equal(place.good("deploy", "list", S), "No deployments\n", "deploy list")
    equal(json.loads(place.good("deploy", "list", S, "--json")), [], "deploy list --json")
    matches(r"^Usage:.*deploy start.*deploy list", place.good("deploy", "--help"), "deploy --help")
    result = place.run("deploy")
    equal(result.status, ARGUMENT, "deploy")
    matches("A command is missing after “deploy”", result.err, "deploy")


def test_rules(place):
    """Deadlines on weekends and holidays: by the release's rule, or the phase's own."""
    put_lists(place)
    place.put("founders.txt", "2026-12-07 Founders Day\n")
    make_small(place, "--holidays", "founders.txt", "--rule", "before", at="2026-12-21T10:00")
    # T-2 weeks is Monday 7 December.
    planning = phase_of(place, "1")
    equal((planning["due"], planning["nominal"], planning["rule"], planning["days"]),
          ("2026-12-04T09:00:00Z", "2026-12-07T09:00:00Z", "release", "calendar"), "moved")
    text = place.good("show", S, "--now", "2026-11-01T09:00:00Z")
    matches(r"\nWeekends and holidays  Working day before\n", text, "show")
    matches(r"\n1  Planning\n   0 of 2 · .* · Fri 4 Dec 2026, 10:00 CET\n"
            r"   Falls on Mon 7 Dec \(Founders Day\), moved to Fri 4 Dec\n   By the rule for weekends and holidays\n", text, "show")
    out = place.good("calendar", S, "--rule", "after")
    matches(r"\n1 +Planning +Fri 4 Dec 2026, 10:00 CET +Tue 8 Dec 2026, 10:00 CET +Falls on Mon 7 Dec \(Founders Day\), moved to "
            r"Tue 8 Dec.*\n.*Changed the calendar: Weekends and holidays: Working day before → Working day after\n$", out, "calendar")
    equal(place.good("pin", S, "1", "--rule", "keep", "--by", "Ben"),
          "Changed phase 1: Planning: Weekends and holidays: As the release says → Keep\n", "pin --rule")
    planning = phase_of(place, "1")
    equal((planning["due"], planning["nominal"], planning["rule"]), ("2026-12-07T09:00:00Z", None, "keep"), "a rule of its own")
    place.valid()
    place.good("calendar", S, "--holidays", "holidays.txt", "--rule", "before")
    place.good("pin", S, "1", "--rule", "release")
    out = place.good("reschedule", S, "--at", "2026-12-27T10:00", "--dry-run")
    # 13 December is a Sunday; the day after Sunday 27 December is a Monday.
    matches(r"\n1  Planning +.*Fri 11 Dec 2026, 10:00 CET  Falls on Sun 13 Dec, moved to Fri 11 Dec", out,
            "reschedule --dry-run")
    matches(r"\n3  Follow-up +.*Mon 28 Dec 2026, 10:00 CET\n", out, "reschedule --dry-run")
    place.good("reschedule", S, "--day-time", "17:00")
    equal([phase["due"] for phase in place.show()["phases"]], ["2026-12-07T16:00:00Z", "2026-12-21T09:00:00Z", "2026-12-22T16:00:00Z"], "day time")
    matches(r"\nTime of day of deadlines +17:00\n", place.good("show", S), "show")
    place.valid()


def test_moments(place):
    make_small(place)
    equal(place.good("moment", S, "2.3", "--offset", "T-30 min", "--by", "Ben"), "Moment of 2.3: Verify: -PT30M\n", "moment")
    place.good("moment", S, "2.1", "--time", "09:15")
    # The first one with a moment stays where it is; 09:15 goes in front of the one that is at 09:30.
    equal([(i["text"], i["due"]) for i in phase_of(place, "2")["items"]],
          [("Deploy", None), ("Backup", "2026-12-09T08:15:00Z"), ("Verify", "2026-12-09T08:30:00Z")], "moments")
    matches(r"Backup\n +Wed 9 Dec, 09:15\n.*Verify\n +T−30 min, Wed 9 Dec, 09:30\n", place.good("show", S, "--now", "2026-12-01T09:00:00Z"), "show")
    place.valid()
    place.good("moment", S, "3.1", "--offset", "PT2H")
    equal(phase_of(place, "3")["items"][0]["due"], "2026-12-09T11:00:00Z", "after the release")
    place.good("moment", S, "3.1", "--clear")
    equal(phase_of(place, "3")["items"][0]["due"], None, "cleared")
    place.valid()


def test_freeze_overridden(place):
    put_lists(place)
    place.put_sample()
    run_all(place, [FREEZE])
    out = place.good("reschedule", S, "--at", "2026-12-16T10:00", "--reason", "Vendor", "--override", "Agreed with operations", "--by", "Ann",
                     "--when", "2026-12-01T09:00:00Z")
    words = "The release falls into a freeze: Audit (Wed 16 Dec 2026 – Thu 17 Dec 2026)\nOverridden: Agreed with operations · Ann, "
    check(words in out, f"reschedule: {out!r}")
    check(words in place.good("show", S), "show")
    clash = {"kind": "freeze", "name": "Audit", "start": "2026-12-15T23:00:00Z", "end": "2026-12-17T23:00:00Z", "overridden": "Agreed with operations"}
    equal(place.show()["clash"], clash, "clash")
    place.valid()
    # The reason is good for that moment only.
    result = place.run("reschedule", S, "--at", "2026-12-17T10:00")
    equal(result.status, ARGUMENT, "another moment in the freeze")
    place.good("reschedule", S, "--at", "2026-12-18T10:00")
    equal(place.show()["clash"], None, "behind the freeze")
    check("override" not in place.json_of(S), "no override is left")
    place.good("calendar", S, "--windows", "windows.txt")
    equal(place.show()["clash"], {"kind": "outside", "name": "Regular", "start": "2026-12-22T09:00:00Z", "end": "2026-12-22T15:00:00Z",
                                  "overridden": None}, "clash")
    place.good("reschedule", S, "--override", "One time")
    equal(place.show()["clash"]["overridden"], "One time", "overridden without a move")
    equal(len(place.show()["moves"]), 2, "moves")
    place.valid()


def test_moment_taken_away(place):
    place.put_sample()
    place.good("reschedule", S, "--at", "2026-12-16T10:00", "--reason", "Legal")
    place.good("reschedule", S, "--at", "", "--reason", "Nobody knows")
    matches(r"\nRelease moment +not set, planned Wed 9 Dec, moved twice\n", place.good("show", S, "--now", NOW), "show")


def test_handover(place):
    place.put_sample()
    printed = place.good("handover", S, "--print", "--when", NOW)
    matches(r"^Payments 2\.4, as of Wed 9 Dec 2026, 10:30 CET\nPlanned\n.*Checkout fails.*\n"
            r"Blocked or failed\n- 2\.1 Create backup · Blocked · Disk is full", printed, "handover --print")
    place.good("handover", S, "Priya Shah", "--by", "Ben", "--when", NOW)
    shown = place.show()
    equal(shown["handovers"][0]["note"] + "\n", printed, "the note made from the facts")
    equal((shown["on"], [i["responsible"] for i in items_of(shown)]), ("Priya Shah", [None] * 5 + ["Priya Shah", None]), "who is on")
    equal([i["owner"] for i in items_of(shown)], [None] * 5 + ["Jonas Weber", None], "owners stay")
    matches(r"\| Ben \| hand-over \| Priya Shah \|", "\n".join(place.json_of(S)["history"]), "who handed it over")
    text = place.good("show", S, "--now", NOW)
    matches(r"\nOn +Priya Shah, since 10:30\n", text, "show")
    matches(r"Owner: Jonas Weber, now Priya Shah\n", text, "show")
    place.valid()

    done = subprocess.run([place.program, "handover", S, "Jonas Weber", "--note", "-"], cwd=place.work, env=place.environment, check=False,
                          input="Line 1\nLine 2\n".encode(), capture_output=True, timeout=60)
    equal((done.returncode, done.stderr), (DONE, b""), "handover --note -")
    equal(place.show()["handovers"][1]["note"], "Line 1\nLine 2", "from standard input")
    for text in (b"\xff\xfe", b"a\0b", b"x" * (1024 * 1024 + 1)):
        files = place.snapshot()
        done = subprocess.run([place.program, "handover", S, "Zoe", "--note", "-"], cwd=place.work, env=place.environment, check=False, input=text,
                              capture_output=True, timeout=60)
        equal(done.returncode, ARGUMENT, f"{text[:9]!r} on standard input")
        equal(place.snapshot(), files, "files")
    place.valid()


def test_hotfix(place):
    put_lists(place)
    place.put("plain.md", "# Plain\n\n## Only (Release Day)\n- [ ] One\n")
    make_small(place, "--release-version", "2.4.0", "--project", "Money", "--manager", "Ann", "--window", "PT3H", "--day-time", "16:00",
               "--freezes", "freezes.txt", "--rule", "before")
    place.good("check", S, "1.1")
    place.good("assign", S, "1.2", "Ben")
    path = place.good("new", "--hotfix-of", S, "--at", "2026-12-10T18:00", "-o", "h.json", "--by", "Ben", "--when", "2026-12-09T12:00:00Z").strip()
    equal(path, place.path("h.json"), "path")
    parent, hotfix = place.show(S), place.show("h.json")
    equal((hotfix["name"], hotfix["version"], hotfix["release"]["zone"], hotfix["on"]), ("Service", "2.4.1", "Europe/Berlin", "Ann"), "hotfix")
    equal(hotfix["calendar"], parent["calendar"], "calendar")
    document = place.json_of("h.json")
    equal((document["type"], document["project"], document["window"], document["day-time"]), ("hotfix", "Money", "PT3H", "16:00"), "hotfix")
    equal([(i["text"], i["state"], i["owner"]) for i in items_of(hotfix)], [(i["text"], "open", None) for i in items_of(parent)], "checklist")
    equal(hotfix["links"], [{"role": "hotfix-of", "release": parent["id"], "name": "Service 2.4.0"}], "link")
    equal(parent["links"], [{"role": "hotfix", "release": hotfix["id"], "name": "Service 2.4.1"}], "link back")
    matches(r"2026-12-09T12:00:00Z \| \w+ \| Ben \| link \| Service 2\.4\.1 \|", "\n".join(place.json_of(S)["history"]), "history")
    matches(r"\nHotfix of +Service 2\.4\.0\n", place.good("show", "h.json"), "show")
    matches(r"\nHotfix +Service 2\.4\.1\n", place.good("show", S), "show")
    place.valid()
    place.valid("h.json")

    place.good("new", "--hotfix-of", S, "--name", "Login", "--release-version", "9", "--type", "patch", "--template", "plain.md", "--zone", "UTC",
               "--project", "Other", "--manager", "Zoe", "--freezes", "", "--rule", "after", "-o", "other.json")
    other, document = place.show("other.json"), place.json_of("other.json")
    equal((other["name"], other["version"], other["release"]["zone"], other["on"], document["type"], document["project"]),
          ("Login", "9", "UTC", "Zoe", "patch", "Other"), "what is given")
    equal([i["text"] for i in items_of(other)], ["One"], "another checklist")
    equal(other["calendar"] | {"weekend": None}, {"rule": "after", "weekend": None, "holidays": None, "windows": None, "freezes": None}, "calendar")
    equal([link["name"] for link in place.show(S)["links"]], ["Service 2.4.1", "Login 9"], "links")
    place.valid()
    place.valid("other.json")

    run_all(place, [ABORT, CLOSE])
    result = place.run("new", "--hotfix-of", S, "-o", "late.json")
    equal((result.status, result.out), (DONE, place.path("late.json") + "\n"), "of a closed release")
    equal(result.err, "", "of a closed release")
    equal([link["name"] for link in place.show(S)["links"]][-1], "Service 2.4.1", "the closed release knows of it")
    equal(place.show(S)["state"], "closed", "and stays closed")
    equal(place.show("late.json")["links"][0]["release"], parent["id"], "link")


def test_lists(place):
    """Calendars are read, with what is left out told; several releases get one list."""
    put_lists(place)
    place.put_sample()
    place.put_sample("other.json")
    said = "1 entry of the calendars was left out, or in part: it is not of whole days, or repeats as a release cannot hold it"
    result = place.run("calendar", S, "other.json", "--holidays", "holidays.ics", "--when", "2026-11-28T09:00:00Z")
    equal((result.status, result.out), (DONE, "Changed the calendar: Holidays\n" * 2), "calendar")
    equal(result.err, f"liftoffctl: {said}\n" * 2, "stderr")
    for name in (S, "other.json"):
        equal(place.show(name)["calendar"]["holidays"], "2026-12-25 Christmas", name)
        place.valid(name)
    equal(place.good("calendar", S), "Weekends and holidays: Keep\nWeekend: Sat Sun\nHolidays:\n  2026-12-25 Christmas\nDeployment windows: –\n"
                                     "Freezes: –\n", "calendar")
    matches(r"^s\.liftoff\.json\nWeekends.*\nother\.json\nWeekends", place.good("calendar", S, "other.json"), "calendar of two")
    result = place.run("calendar", "no.json", "other.json", "--rule", "before")
    equal((result.status, result.out), (DOCUMENT, "Changed the calendar: Weekends and holidays: Keep → Working day before\n"), "one is missing")
    equal(place.show("other.json")["calendar"]["rule"], "before", "the other one is changed")


def test_lists_for_all(place):
    folder = os.path.join(place.data, "liftoff", "calendars")
    os.makedirs(folder)
    put_lists(place)
    shutil.copy(place.path("holidays.txt"), folder)
    shutil.copy(place.path("holidays.ics"), folder)
    shutil.copy(place.path("freezes.txt"), folder)
    result = place.run("new", "--name", "A", "-o", S, "--when", "2026-11-28T09:00:00Z", "--windows", "windows.txt")
    equal(result.status, DONE, "new")
    matches("1 entry of the calendars was left out", result.err, "new")
    equal(place.show()["calendar"], {"rule": "keep", "weekend": "Sat Sun", "holidays": "12-25 Christmas Day\n2026-12-25 Christmas",
                                     "windows": "Tue 10:00-16:00 Regular", "freezes": "2026-12-16/2026-12-17 Audit"}, "taken over")
    place.valid()
    place.good("new", "--name", "B", "-o", "b.json", "--holidays", "holidays.txt", "--freezes", "")
    equal(without(place.show("b.json")["calendar"], "rule", "weekend"), {"holidays": "12-25 Christmas Day", "windows": None, "freezes": None}, "given")
    result = place.run("new", "--name", "C", "-o", "c.json", "--holidays", "", "--at", "2026-12-16T10:00")
    equal(result.status, ARGUMENT, "into a freeze for all")
    place.good("new", "--name", "C", "-o", "c.json", "--holidays", "", "--at", "2026-12-16T10:00", "--override", "Agreed")
    equal(place.show("c.json")["clash"]["overridden"], "Agreed", "override")
    place.valid("c.json")
    with open(os.path.join(folder, "windows.txt"), "w", encoding="utf-8") as stream:
        stream.write("always\n")
    result = place.run("new", "--name", "D", "-o", "d.json")
    equal((result.status, os.path.exists(place.path("d.json"))), (ARGUMENT, False), "a wrong list")
    matches(r"calendars/windows\.txt: Line 1, “always”", result.err, "a wrong list")
    equal(place.run("new", "--name", "D", "-o", "d.json", "--windows", "").status, DONE, "without the wrong list")
    # A hotfix has the calendar of what it fixes.
    place.good("new", "--hotfix-of", "b.json", "-o", "h.json")
    equal(place.show("h.json")["calendar"], place.show("b.json")["calendar"], "a hotfix")


# (the release moment, options, whether it is said that deadlines are at night)
NIGHTS = [
    ("2026-12-09T20:00", [], True),
    ("2026-12-09T19:59", [], False),
    ("2026-12-09T06:59", [], True),
    ("2026-12-09T07:00", [], False),
    ("2026-12-09T23:00", ["--day-time", "17:00"], False),
    ("2026-12-09T23:00", ["--template", "hours.md"], False),
]


def test_night(at, options, said):
    def run(place):
        place.put("hours.md", "# H\n\n## Before (T-2 hours)\n- [ ] One\n")
        result = place.run("new", "--name", "N", "--zone", "Europe/Berlin", "--at", at, "-o", S, *options)
        equal(result.status, DONE, "new")
        hint = "liftoffctl: the release is at night, and so are deadlines that days or weeks lead to: --day-time 17:00 moves them\n"
        equal(result.err, hint if said else "", "stderr")
        place.valid()
    return run


def test_archive(place):
    """Closed releases come last, under a heading."""
    os.mkdir(place.path("releases"))
    for name, commands in (("a", CLOSED), ("b", []), ("c", CLOSED)):
        place.put_sample(name=name.upper())
        run_all(place, commands)
        os.rename(place.path(S), place.path(f"releases/{name}.liftoff.json"))
    place.put("releases/broken.liftoff.json", "{")
    text = place.good("list", "releases")
    matches(r"^B 2\.4 +Planned [^\n]*\nbroken\.liftoff\.json [^\n]*\n\nArchive\nA 2\.4 +Closed [^\n]*\nC 2\.4 +Closed [^\n]*\n$", text, "list")
    os.remove(place.path("releases/b.liftoff.json"))
    os.remove(place.path("releases/broken.liftoff.json"))
    matches(r"^Archive\nA 2\.4 ", place.good("list", "releases"), "only closed ones")
    equal({entry["state"] for entry in json.loads(place.good("list", "releases", "--json"))}, {"closed"}, "list --json")


def test_merge_of_two_lives(place):
    """One copy is deployed and rolled back, the other handed over and postponed: both lives stay."""
    make_small(place)
    shutil.copy(place.path(S), place.path("base.json"))
    shutil.copy(place.path(S), place.path("other.json"))
    place.good("check", S, "2.1", "--by", "Ann")
    place.good(*START, "--build", "rc1", "--when", "2026-12-09T10:00")
    place.good(*END, "rolled-back", "--reason", "Login", "--when", "2026-12-09T10:30")
    place.good("handover", "other.json", "Priya", "--note", "Quiet", "--when", "2026-12-09T11:00")
    place.good("reschedule", "other.json", "--at", "2026-12-16T10:00", "--reason", "Vendor")
    place.good("calendar", "other.json", "--rule", "before")
    ours, theirs = place.show(S), place.show("other.json")
    place.good("merge", "base.json", S, "other.json")
    merged = place.show()
    for member in ("state", "state-reason", "attempts"):
        equal(merged[member], ours[member], member)
    for member in ("moves", "slip", "moved", "on", "handovers", "calendar", "release"):
        equal(merged[member], theirs[member], member)
    equal([(i["text"], i["state"]) for i in items_of(merged)], [(i["text"], i["state"]) for i in items_of(ours)], "ticks")
    lines = {line for name in (S, "other.json") for line in place.json_of(name)["history"]}
    equal(set(place.json_of(S)["history"]), lines, "history")
    equal(len(place.good("show", S, "--history").splitlines()), 7, "lines of the story")
    place.valid()


def test_merge_of_two_starts(place):
    """Both copies were deployed to the same target: both stand, and one is named by its number."""
    make_small(place)
    shutil.copy(place.path(S), place.path("base.json"))
    shutil.copy(place.path(S), place.path("other.json"))
    place.good(*START, "--build", "rc1", "--when", "2026-12-09T10:00", "--by", "Ann")
    place.good("deploy", "start", "other.json", "--build", "rc2", "--when", "2026-12-09T10:05", "--by", "Ben")
    place.good("merge", "base.json", S, "other.json")
    equal(place.show()["state"], "active", "of the same state nothing is in conflict")
    equal(sorted(d["build"] for attempt in place.show()["attempts"] for d in attempt["deployments"]), ["rc1", "rc2"], "both")
    place.valid()
    result = place.run(*END, "failed", "--target", "production")
    equal(result.status, ARGUMENT, "ambiguous")
    matches(r"Several deployments to “production” are running: name one of them by its number: “Production” \(d1\.1\), “Production” \(d2\.1\)\n",
            result.err, "ambiguous")
    place.good("deploy", "end", S, "d1.1", "--outcome", "failed", "--when", "2026-12-09T11:00")
    equal([d["state"] for attempt in place.show()["attempts"] for d in attempt["deployments"]], ["ended", "runs"], "states")
    place.valid()


def name_of(before, arguments):
    return f"{' '.join(arguments)}{' after ' + ' and '.join(' '.join(c[:1] + c[2:] if c[0] != 'deploy' else c[:2]) for c in before) if before else ''}"


main([
    *((f"{name_of(*row[:2])}", test_change(*row)) for row in CHANGES),
    *((f"unchanged: {name_of(*row)}", test_unchanged(*row)) for row in UNCHANGED),
    *((f"refused: {name_of(*row[:2])}", test_refused(*row)) for row in REFUSED),
    *((f"deploy start at {row[2]} with {row[1]}", test_start(*row)) for row in STARTS),
    ("a whole life", test_whole_life),
    ("several targets", test_targets),
    ("no deployments", test_no_deployments),
    ("rules", test_rules),
    ("moments", test_moments),
    ("a freeze, overridden", test_freeze_overridden),
    ("a moment that is taken away", test_moment_taken_away),
    ("hand-over", test_handover),
    ("hotfix", test_hotfix),
    ("lists", test_lists),
    ("lists for all releases", test_lists_for_all),
    *((f"new --at {row[0]} {' '.join(row[1])}", test_night(*row)) for row in NIGHTS),
    ("archive", test_archive),
    ("merge of two lives", test_merge_of_two_lives),
    ("merge of two starts", test_merge_of_two_starts),
])
