"""The table of idioms."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from linktester.links import catalogue
from linktester.send.idioms import PLACES, Runs, idioms, patterns, patterns_by_first
from linktester.send.scripts import PageScripts

SAMPLES = {
    "TEXT": "'https://a.example/'",
    "CODE": "'location=1'",
    "NUMBER": "5",
    "FUNCTION": "function () { }",
    "BODY": ";",
    "IGNORED": ";",
    "ELEMENT": "document.body",
    "ARGS": "(e)",
}


def test_every_move_is_understood_as_written() -> None:
    for move in idioms().move:
        script = re.sub(r"\b[A-Z]{4,}\b", lambda found: SAMPLES[found[0]], move.pattern)
        (found,) = PageScripts([script], 1000).read().moves
        assert found.address == "https://a.example/", move.pattern


def test_every_wrapper_runs_what_it_should() -> None:
    inside = SAMPLES | {"FUNCTION": "function () { location = 'x' }", "BODY": "location = 'x'"}
    inside["CODE"] = "\"location = 'x'\""
    for wrapper in idioms().wrapper:
        if wrapper.pattern == "FUNCTION ( )":
            continue  # begins with a name; see test_scripts
        script = re.sub(r"\b[A-Z]{4,}\b", lambda found: inside[found[0]], wrapper.pattern)
        found = PageScripts([script], 1000).read()
        assert found.unread is None, wrapper.pattern
        wanted = {Runs.NOW: [0.0], Runs.LATER: [5.0], Runs.HANDLER: []}[wrapper.runs]
        assert [move.delay for move in found.moves] == wanted, wrapper.pattern


def test_patterns_are_whole() -> None:
    by_first, open_ended = patterns_by_first()
    assert sum(map(len, by_first.values())) + len(open_ended) == len(patterns())
    for pattern in patterns():
        for part in pattern.parts:
            if part.value.isupper() and len(part.value) > 3:
                assert part.value in PLACES


def test_every_entry_has_a_source_and_every_selector_is_one() -> None:
    listed = idioms()
    tree = LexborHTMLParser("<p>")
    for entry in (*listed.move, *listed.wrapper, *listed.tag, *listed.pass_):
        assert entry.sources
    for idiom in listed.pass_:
        assert tree.css(idiom.selector) == []
        assert all(re.fullmatch(r"href|name:[\w.]+|query:\w+", where) for where in idiom.address)


def test_tags_belong_to_catalogued_hosts() -> None:
    for tag in idioms().tag:
        assert set(tag.hosts) <= set(catalogue().platforms)


def test_the_table_ships() -> None:
    assert (Path(__file__).parents[2] / "linktester/data/idioms.toml").is_file()
