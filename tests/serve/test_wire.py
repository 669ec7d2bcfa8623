import pytest

from linktester.model.hostprotocol import ClientQuestion, NavigateQuestion
from linktester.model.phone import OS, Entry
from linktester.serve.wire import BadBodyError, convert, encoded, json_answer, read_json


def test_a_question_is_read_with_its_defaults() -> None:
    body = b'{"text": "https://m.tb.cn/h.a", "entry": "tap", "os": "ios"}'
    assert read_json(body, ClientQuestion) == ClientQuestion(
        text="https://m.tb.cn/h.a", entry=Entry.TAP, os=OS.IOS
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"text": 5, "entry": "tap", "os": "ios"}',
        b'{"text": "a", "entry": "shout", "os": "ios"}',
        b'{"text": "a", "entry": "tap"}',
        b'{"text": "\xff", "entry": "tap", "os": "ios"}',
        b"[" * 100_000,
    ],
)
def test_what_does_not_fit_is_told(body: bytes) -> None:
    with pytest.raises(BadBodyError):
        read_json(body, ClientQuestion)


def test_plain_fields_are_converted() -> None:
    with pytest.raises(BadBodyError):
        convert({"uri": "a"}, NavigateQuestion)


def test_lone_surrogates_are_answered_as_question_marks() -> None:
    assert encoded({"a": ["\ud800x"]}) == b'{"a":["?x"]}'
    assert json_answer({"label": "\udfff"}).body == b'{"label":"?"}'
