from linktester.model.errors import Problem
from linktester.policy.sources import Found, read_references, read_sources, with_addresses
from linktester.tomltext import parse
from tests.fakes.packs import SOURCES


def read(text: str) -> tuple[tuple[Found, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_sources(parse(text, "events.toml"), problems), problems


def test_events_and_observations_are_told_apart() -> None:
    found, problems = read(SOURCES)
    assert problems == []
    assert [(one.source.id, one.event, one.line) for one in found] == [("EV-1", True, 2), ("OB-1", False, 9)]


def test_references_get_their_addresses() -> None:
    document = parse(SOURCES, "events.toml")
    found = with_addresses(read(SOURCES)[0][0], read_references(document))
    assert found.source.references == ("paper: paper.example/1",)


def test_a_reference_without_address_stands_as_it_is() -> None:
    assert with_addresses(read(SOURCES)[0][0], {}).source.references == ("paper",)


def test_mistakes_are_told_at_their_lines() -> None:
    text = """[[event]]
id = "EV-1"
date = "around 2020"
title = "x"

[[observation]]
date = "2020"
title = "y"
colour = "red"
"""
    found, problems = read(text)
    assert found == ()
    assert {(p.place.line, p.message.code) for p in problems} == {
        (3, "policy.bad-source-date"),
        (6, "toml.missing-key"),
        (9, "toml.unknown-key"),
    }


def test_a_shipped_source_without_chinese_is_told_at_its_line() -> None:
    text = """[[event]]
id = "EV-1"
date = "2020"
title = "x"

[[observation]]
id = "OB-1"
date = "2020"
title = "y"
title_zh = "y"
"""
    problems: list[Problem] = []
    read_sources(parse(text, "events.toml"), problems, shipped=True)
    assert [(p.place.file, p.place.line, p.message.code) for p in problems] == [
        ("events.toml", 1, "policy.no-chinese"),
        ("events.toml", 10, "policy.no-chinese"),
    ]


def test_a_teams_source_may_do_without_chinese() -> None:
    found, problems = read('[[observation]]\nid = "OB-T"\ndate = "2020"\ntitle = "x"\n')
    assert problems == []
    assert found[0].source.title_zh == ""


def test_days_that_do_not_exist_and_spans_that_run_backwards_are_refused() -> None:
    for date in ("2021-02-30", "2022/2021"):
        _, problems = read(f'[[event]]\nid = "E"\ndate = "{date}"\ntitle = "x"\n')
        assert [p.message.code for p in problems] == ["policy.bad-source-date"]


def test_a_table_that_is_no_list_is_told() -> None:
    _, problems = read('[event]\nid = "E"\n')
    assert [p.message.code for p in problems] == ["policy.not-a-table"]
