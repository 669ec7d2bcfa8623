import pytest

from linktester.model.errors import InputErrors
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.doctor.suppressions import idle, read, typed
from linktester.oslinks.filefindings import FileFinding

CODE = "linkdoctor.shadowed"


def finding(path: str = "applinks.details[0].components[1]") -> FileFinding:
    return FileFinding(Severity.WARNING, message(CODE, by="x"), path)


def faults(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(InputErrors) as caught:
        read(text, "file.toml")
    return [(each.message.code, each.place.line) for each in caught.value.problems]


def test_a_decision_may_name_file_and_place() -> None:
    text = f'[[suppress]]\ncode = "{CODE}"\nreason = "kept"\nfile = "b.json"\npath = "applinks.details[0]"\n'
    (decision,) = read(text, "file.toml")
    assert decision.covers("a/b.json", finding())
    assert not decision.covers("a/c.json", finding())
    assert not decision.covers("a/b.json", finding("applinks.details[1]"))
    assert decision.place.line == 1


def test_every_mistake_has_its_line() -> None:
    first = f'[[suppress]]\ncode = "{CODE}"\n\n'
    text = f'{first}[[suppress]]\ncode = "linkdoctor.shadowd"\nreason = "x"\nwhy = "y"\n'
    assert faults(text) == [
        ("linkdoctor.suppress-reason", 1),
        ("linkdoctor.suppress-key", 4),
        ("linkdoctor.no-such-code-near", 4),
    ]


@pytest.mark.parametrize("text", ["suppress = 5", "suppress = [5]", "[[suppress]]\ncode = 5"])
def test_other_shapes_are_refused(text: str) -> None:
    assert faults(text)[0][0] == "linkdoctor.suppress-form"


def test_words_beside_the_decisions_are_told() -> None:
    assert faults("ignore = []") == [("linkdoctor.suppress-key", 1)]


def test_a_decision_may_be_typed() -> None:
    assert typed(f"{CODE}=a=b").reason == "a=b"
    for text in (CODE, f"{CODE}= ", "nonsense=x"):
        with pytest.raises(InputErrors):
            typed(text)


def test_decisions_about_nothing_are_found() -> None:
    decisions = (typed(f"{CODE}=x"), typed("linkdoctor.pooled=y"))
    assert [each.code for each in idle(decisions, {0})] == ["linkdoctor.pooled"]
