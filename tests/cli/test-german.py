#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""liftoffctl speaks German: sentences made of several texts, dates, plurals, and the process in its own language."""

import os
import subprocess
import tempfile

from harness import ARGUMENT, DOCUMENT, check, equal, golden, main, matches

S = "s.liftoff.json"
LOCALES = tempfile.TemporaryDirectory(prefix="liftoffctl-")
subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", os.path.join(LOCALES.name, "de_DE.UTF-8")], check=True)


def german(place):
    """Puts the sample there and makes the place German."""
    place.put_sample()
    place.environment |= {"LOCPATH": LOCALES.name, "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}


def test_show(place):
    german(place)
    equal(place.good("show", S, "--now", "2026-12-09T09:30:00Z"), golden("show-german.txt"), "show")


# (now, the line below the title of a phase, without its progress)
STATES = [
    ("2026-12-08T08:59:00Z", 2, "Beginnt morgen um 10:00 · Mi. 9. Dez. 2026, 10:00 CET"),
    ("2026-12-08T08:59:00Z", 3, "Bevorstehend, in 2 Tagen · Do. 10. Dez. 2026, 10:00 CET"),
    ("2026-12-09T08:15:00Z", 2, "Beginnt in 45 Min. · Mi. 9. Dez. 2026, 10:00 CET"),
    ("2026-12-09T13:00:00Z", 2, "Seit 2 Stunden überfällig · Mi. 9. Dez. 2026, 10:00 CET"),
    ("2026-12-09T22:00:00Z", 3, "Morgen um 10:00 fällig · Do. 10. Dez. 2026, 10:00 CET"),
    ("2026-12-09T23:30:00Z", 3, "Heute um 10:00 fällig · Do. 10. Dez. 2026, 10:00 CET"),
    ("2026-12-11T09:00:00Z", 3, "Seit 1 Tag überfällig · Do. 10. Dez. 2026, 10:00 CET"),
    ("2026-12-12T09:00:00Z", 3, "Seit 2 Tagen überfällig · Do. 10. Dez. 2026, 10:00 CET"),
]


def test_states(place):
    german(place)
    for now, phase, expected in STATES:
        lines = place.good("show", S, "--now", now).splitlines()
        title = next(number for number, line in enumerate(lines) if line.startswith(f"{phase}  "))
        equal(lines[title + 1].split(" · ", 1)[1], expected, now)


# (arguments, exit status, what is said)
SENTENCES = [
    (["check", S, "2.3"], 0, "2.3 abgehakt: Verify\n"),
    (["na", S, "3.1", "--reason", "Keine"], 0, "3.1 entfällt: Review metrics: Keine\n"),
    (["fail", S, "3.1", "--reason", "Rot"], 0, "3.1 fehlgeschlagen: Review metrics: Rot\n"),
    (["uncheck", S, "3.1"], 0, "3.1 wieder geöffnet: Review metrics\n"),
    (["uncheck", S, "3.1"], 0, "Nichts geändert: bei 3.1 ist es schon so\n"),
    (["assign", S, "3.1", "Ünal Öz"], 0, "3.1 zugewiesen: Review metrics: Ünal Öz\n"),
    (["validate", S], 0, f"{S}: gültig\n"),
    (["check", S, "3.2"], ARGUMENT, f"liftoffctl: {S}: „3.2“ gibt es nicht: Phase 3 hat 1 Eintrag\n"),
    (["check", S, "1.4"], ARGUMENT, f"liftoffctl: {S}: „1.4“ gibt es nicht: Phase 1 hat 3 Einträge\n"),
    (["chek", S, "1.1"], ARGUMENT, "liftoffctl: Den Befehl „chek“ gibt es nicht: war „check“ gemeint?\n"),
    (["new", "--name", "N", "--at", "2026-12-09T10:00", "--zone", "Europe/Berln"], ARGUMENT,
     "liftoffctl: Die Zeitzone „Europe/Berln“ gibt es nicht: war „Europe/Berlin“ gemeint?\n"),
    (["show", "."], DOCUMENT, "liftoffctl: „.“ kann nicht gelesen werden: es ist ein Ordner. Eine Datei nennen, die ein Release enthält.\n"),
    (["show", "text.md"], DOCUMENT,
     "liftoffctl: text.md: Zeile 1, Spalte 1: „#“ darf hier nicht stehen: ein Wert ist ein Text in doppelten Anführungszeichen, eine Zahl, "
     "true, false, null, eine Liste […] oder ein Objekt {…}\n"),
]


def test_sentences(place):
    german(place)
    place.put("text.md", "# Eine Checkliste\n")
    for arguments, status, expected in SENTENCES:
        result = place.run(*arguments)
        equal((result.status, result.out or result.err), (status, expected), " ".join(arguments))


def test_conflict(place):
    german(place)
    for name, state in (("a.liftoff.json", ["check"]), ("b.liftoff.json", ["fail", "--reason", "Rot"])):
        place.put_sample(name)
        command, *more = state
        place.good(command, name, "2.3", *more, "--by", name[0], "--when", "2026-12-09T09:30:00Z")
    result = place.run("merge", S, "a.liftoff.json", "b.liftoff.json")
    equal((result.status, result.out, result.err),
          (1, "", "liftoffctl: a.liftoff.json: 1 Konflikt ist im Release festgehalten und wartet auf eine Entscheidung:\n"
           "2.3  Verify\n  state  Status\n    1  Fehlgeschlagen, Rot, b, 2026-12-09T09:30:00Z\n    2  Erledigt, a, 2026-12-09T09:30:00Z\n"
           "Um zum Beispiel den ersten zu nehmen: liftoffctl resolve a.liftoff.json 2.3 state 1\n"), "merge")
    matches(r"Fortschritt +3 von 7, 1 Konflikt\n", place.good("show", "a.liftoff.json"), "show")
    matches(r"\n +Im Konflikt: Status\n", place.good("show", "a.liftoff.json"), "show")
    equal(place.run("resolve", "a.liftoff.json", "2.3", "3").err.split("\n")[0],
          "liftoffctl: a.liftoff.json: „3“ ist keiner der Kandidaten: die Nummer von einem angeben", "resolve")
    equal(place.good("resolve", "a.liftoff.json", "2.3", "2"),
          "Konflikt entschieden: 2.3: Status: Erledigt, a, 2026-12-09T09:30:00Z; nicht: Fehlgeschlagen, Rot, b, 2026-12-09T09:30:00Z\n", "resolve")
    equal(place.good("resolve", "a.liftoff.json"), "Nichts ist im Konflikt\n", "nothing left")


def test_newer_format(place):
    german(place)
    place.put_sample(format=7)
    equal(place.run("show", S).err,
          f"liftoffctl: {S}: Dieses Dokument hat das Format 7 eines neueren Liftoff, und dieses schreibt das Format 1: Liftoff "
          "aktualisieren, um es zu ändern\n", "a newer format")


def test_may(place):
    """The short name of May is its name, which takes no dot."""
    german(place)
    lines = place.good("reschedule", S, "--at", "2027-05-19T10:00", "--dry-run").splitlines()
    check(lines[1].endswith("  Mi. 5. Mai 2027, 10:00 CEST"), lines[1])


def test_process(place):
    """The process keeps its language, and a document does not depend on who wrote it."""
    german(place)
    new = ["new", "--name", "N", "--by", "A", "--when", "2026-12-01T08:00:00Z", "-o"]
    place.good(*new, "german.liftoff.json")
    place.good(*new, "english.liftoff.json", environment={"LC_ALL": "C.UTF-8", "LANGUAGE": ""})
    titles = [[phase["title"] for phase in place.json_of(name)["phases"]] for name in ("german.liftoff.json", "english.liftoff.json")]
    equal(*titles, "titles")
    equal(titles[0][0], "Release Planning", "the first phase")


main([(function.__name__.removeprefix("test_"), function)
      for function in (test_show, test_states, test_sentences, test_conflict, test_newer_format, test_may, test_process)])
