import json
from typing import Any

import msgspec
import pytest

from linktester.cli.batchlines import NULL, Reading, Unanswerable, answerer, name_in, written
from linktester.model.message import message
from linktester.wording import Words


class Question(msgspec.Struct):
    id: msgspec.Raw = NULL
    text: str | None = None


def patient(found: dict[str, Any]) -> Question:
    return Question(name_in(found), "half")


def reply(asked: Question) -> str:
    if asked.text is None:
        raise Unanswerable(message("cli.batch-one-payload"))
    return written({"id": asked.id, "text": asked.text})


READING = Reading[Question](
    msgspec.json.Decoder(Question).decode,
    lambda offset: message("cli.batch-not-text", offset=offset),
    lambda reason: message("cli.batch-wrong-kind", reason=reason),
    patient,
)
ASK = answerer(Words("en"), READING, reply)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id":1.50,"text":"a"}', '{"id":1.50,"text":"a"}'),
        (b'{"text":"a"}', '{"id":null,"text":"a"}'),
        (b'{"id":[1],"text":"\\ud800"}', '{"id":[1],"text":"half"}'),
    ],
)
def test_a_good_line_is_answered_with_its_id(line: bytes, said: str) -> None:
    assert ASK(line) == f"{said}\n"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (None, None),
        (b"x", None),
        (b'{"id":"a","text":5}', "a"),
        (b'{"id":"a"}', "a"),
        (b'{"id":"a","text":"\xff"}', "a"),
        (b'{"id":"\xff"}', None),
    ],
)
def test_a_bad_line_is_answered_with_what_is_wrong(line: bytes | None, name: str | None) -> None:
    found = json.loads(ASK(line))
    assert list(found) == ["id", "error"]
    assert found["id"] == name
