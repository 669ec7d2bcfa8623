"""Fields, objects and faults of a parsed code."""

from linktester.model.link import Severity
from linktester.payments.emv.scheme import grammar
from linktester.payments.emv.structure import fields, note_faults, objects, with_parts
from linktester.payments.emv.tlv import parse
from linktester.payments.notes import Notes
from tests.fakes.emvcodes import hello, obj

PARSED = parse(hello(obj("62", obj("05", "a") + obj("05", "b")), obj("59", "Twice")), grammar())


def test_objects_are_nested_and_keep_the_first() -> None:
    found = objects(PARSED)
    assert found["26"] == {"00": "EXAMPLE.PAY", "01": "M004252"}
    assert found["62"] == {"05": "a"}
    assert found["59"] == "Linktester Cafe"


def test_the_first_of_two_templates_is_kept_whole() -> None:
    twice = parse(hello(obj("62", obj("05", "a")), obj("62", obj("05", "b") + obj("07", "c"))), grammar())
    assert objects(twice)["62"] == {"05": "a"}


def test_fields_have_the_names_given() -> None:
    made = fields(PARSED, {"59": ("merchant-name", {"en": "Name", "zh_CN": "名称"})})
    named = [each for each in made if each.name]
    assert [(each.path, each.title["en"]) for each in named] == [("59", "Name"), ("59", "Name")]
    assert [each.path for each in made if each.template] == ["26", "62"]


def test_parts_follow_their_value() -> None:
    made = fields(parse(hello(obj("15", "aabbb")), grammar()), {})
    with_parts(made, {"15": (("first", {}, 2), ("rest", {}, 0))})
    place = next(index for index, each in enumerate(made) if each.path == "15")
    first, rest = made[place + 1 : place + 3]
    assert (first.path, first.value, rest.path, rest.value) == ("15/first", "aa", "15/rest", "bbb")
    assert (first.offset, rest.offset, rest.length) == (made[place].offset, made[place].offset + 2, 3)


def test_values_of_another_length_have_no_parts() -> None:
    made = fields(parse(hello(obj("15", "aabbb")), grammar()), {})
    with_parts(made, {"15": (("first", {}, 2), ("second", {}, 2))})
    assert not [each for each in made if each.path.startswith("15/")]


def severities(octets: bytes, plain: frozenset[str] = frozenset(), *, strict: bool = True) -> list[Severity]:
    notes = Notes()
    note_faults(parse(octets, grammar()), notes, plain, strict=strict)
    return [each.severity for each in notes.all()]


def test_text_where_objects_should_be() -> None:
    octets = hello(obj("82", "text"))
    assert severities(octets) == [Severity.ERROR]
    assert severities(octets, strict=False) == [Severity.WARNING]
    assert severities(octets, frozenset({"82"})) == []


def test_every_kind_of_fault_has_words() -> None:
    broken = [b"5925x", b"59x", hello() + b"\n", b"5903\xff\xfe\xfd", "5906北京6304FFFF".encode()]
    assert all(severities(octets) for octets in broken)
