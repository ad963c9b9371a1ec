#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole built-in process, from a new release to 38 of 38, through the command line."""

import os
import re

from harness import PROJECT, equal, items_of, main, matches

S = "s.liftoff.json"

# (title, offset, deadline for 2026-12-09 10:00 in Berlin, items), from the process and a calendar
PHASES = [
    ("Release Planning", "-P2W", "2026-11-25T09:00:00Z", 6),
    ("Pre-Release Preparation", "-P1W", "2026-12-02T09:00:00Z", 7),
    ("Staging Validation", "-P3D", "2026-12-06T09:00:00Z", 6),
    ("Production Deployment", "PT0S", "2026-12-09T09:00:00Z", 7),
    ("Post-Deployment", "PT1H", "2026-12-09T10:00:00Z", 6),
    ("Post-Release Follow-up", "P1D", "2026-12-10T09:00:00Z", 6),
]


def process():
    """Headings and items of the process as they are written."""
    with open(os.path.join(PROJECT, "data", "templates", "octoacme.md"), encoding="utf-8") as stream:
        text = stream.read()
    sections = re.split(r"^## ", text, flags=re.M)[1:]
    lists = {section.splitlines()[0]: re.findall(r"^- \[ \] (.*)$", section, re.M) for section in sections}
    return {heading: items for heading, items in lists.items() if items}


def new(place):
    place.good("new", "--name", "Payments", "--at", "2026-12-09T10:00", "--zone", "Europe/Berlin", "-o", S)


def test_word_for_word(place):
    new(place)
    shown = place.show(S, "--now", "2026-11-20T09:00:00Z")
    written = process()
    equal([(p["title"], p["offset"], p["due"], p["total"]) for p in shown["phases"]], PHASES, "phases")
    equal([[i["text"] for i in p["items"]] for p in shown["phases"]], list(written.values())[:6], "items")
    equal([i["number"] for i in items_of(shown)],
          [f"{p}.{i}" for p, phase in enumerate(PHASES, 1) for i in range(1, phase[3] + 1)], "numbers")
    place.good("incident", "open", S, "--title", "Outage")
    steps = [i["text"] for i in place.show(S)["incidents"][0]["items"]]
    equal((steps, len(steps)), (list(written.values())[6], 7), "steps of the response")


def test_to_the_end(place):
    new(place)
    for number, phase in enumerate(PHASES, 1):
        for i in range(1, phase[3] + 1):
            place.good("check", S, f"{number}.{i}", "--by", "Jonas Weber", "--when", phase[2])
        shown = place.show(S, "--now", phase[2])
        equal(shown["phases"][number - 1]["state"], "done", f"state of phase {number}")
        equal(shown["phases"][number - 1]["done"], phase[3], f"ticks of phase {number}")
    shown = place.show(S, "--now", "2026-12-20T09:00:00Z")
    equal((sum(p["done"] for p in shown["phases"]), sum(p["total"] for p in shown["phases"])), (38, 38), "ticks")
    equal({(i["state"], i["by"]) for i in items_of(shown)}, {("done", "Jonas Weber")}, "items")
    matches(r"Progress +38 of 38\n", place.good("show", S), "show")
    equal(len(place.json_of(S)["history"]), 39, "lines of history")
    markdown = place.good("export", S, "--to", "markdown")
    equal(markdown.count("- [x] "), 38, "ticks in Markdown")
    place.valid(S)


def test_there_and_back(place):
    new(place)
    before = place.json_of(S)
    numbers = [i["number"] for i in items_of(place.show(S))]
    equal(place.good("check", S, *numbers), "Ticked 1.1–1.6, 2.1–2.7, 3.1–3.6, 4.1–4.7, 5.1–5.6, 6.1–6.6\n", "all at once")
    equal(sum(p["done"] for p in place.show(S)["phases"]), 38, "ticks")
    place.good("uncheck", S, *reversed(numbers))
    after = place.json_of(S)
    equal(len(after.pop("history")), 3, "lines of history")
    before.pop("history")
    equal(after, before, "document")


main([
    ("word for word", test_word_for_word),
    ("38 of 38", test_to_the_end),
    ("there and back", test_there_and_back),
])
