import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.cli.jsonl import MOST_OCTETS
from linktester.cli.qr.batch import answerer
from linktester.wording import Words
from tests.fakes.terminals import say

EMV = (
    "00020101021226240011EXAMPLE.PAY0105M0042520458125303156540518.805802CN5915Linktester Cafe6008HANGZHOU"
    "62100106B-000164140002zh0104灵测咖啡6304AF4A"
)
ASK = answerer(Words("en"))


def asked(line: bytes) -> dict[str, Any]:
    said = ASK(line)
    assert said.endswith("\n")
    assert said.count("\n") == 1
    return dict(json.loads(said))


def test_a_code_is_answered_in_the_published_shape():
    said = asked(json.dumps({"id": "a", "payload": EMV}).encode())
    assert list(said) == ["id", "standard", "valid", "objects", "fields", "findings"]
    assert (said["id"], said["standard"], said["valid"]) == ("a", "emvco-mpm", True)
    assert said["objects"]["62"] == {"01": "B-0001"}
    octets = EMV.encode()
    for field in said["fields"]:
        assert list(field) == ["path", "offset", "length", "name", "value"]
        at = field["offset"]
        assert octets[at : at + field["length"]].decode() == field["value"]
    assert all(list(each) == ["code", "severity", "where", "message"] for each in said["findings"])


def test_octets_come_as_base64():
    assert asked(b'{"payload_b64":"aGk="}')["standard"] == "unknown"


def test_a_code_is_judged_as_asked():
    said = asked(json.dumps({"payload": EMV, "standard": "epc"}).encode())
    assert (said["standard"], said["valid"]) == ("epc", False)
    assert asked(b'{"payload":"hi","standard":null}')["standard"] == "unknown"


@pytest.mark.parametrize("name", [b"1.50", b'"a\\ud800"', b"[1,{}]", b"12345678901234567890123", b"null"])
def test_an_id_comes_back_as_it_was_spelled(name):
    assert f'{{"id":{name.decode()},'.encode() in ASK(b'{"payload":"hi","id":' + name + b"}").encode()


def test_a_missing_id_is_null():
    assert asked(b'{"payload":"hi"}')["id"] is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"hello", None),
        (b"[]", None),
        (b'{"id":1', None),
        (b'{"id":1}', 1),
        (b'{"id":1,"payload":5}', 1),
        (b'{"id":1,"payload":null}', 1),
        (b'{"id":1,"payload":{"a":[]}}', 1),
        (b'{"id":1,"payload":"x","payload_b64":"eA=="}', 1),
        (b'{"id":1,"payload_b64":"x"}', 1),
        (b'{"id":1,"payload_b64":"\xc3\xbc"}', 1),
        (b'{"id":1,"payload":"x","standard":"nope"}', 1),
        (b'{"id":1,"payload":"x","standard":"unknown"}', 1),
        (b'{"id":1,"payload":"\\ud800"}', 1),
        (b'{"id":1,"payload":"\xff"}', 1),
        (b'{"id":"\xff","payload":"x"}', None),
        (b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}", None),
        (b'{"id":1,"junk":' + b"[" * 100_000 + b"]" * 100_000 + b"}", None),
        (b'{"id":NaN}', None),
    ],
)
def test_a_bad_line_is_answered_with_what_is_wrong(line, name):
    said = asked(line)
    assert list(said) == ["id", "error"]
    assert said["id"] == name
    assert said["error"]


def test_a_line_too_long_is_answered():
    said = json.loads(ASK(None))
    assert said["id"] is None
    assert str(MOST_OCTETS) in said["error"]


def test_a_payload_of_megabytes_is_answered_in_a_short_line():
    said = ASK(json.dumps({"payload": "0" * 10_000_000}).encode())
    assert len(said) < 1000
    assert json.loads(said)["valid"] is False


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_octets_get_a_line_of_json(line):
    asked(line.replace(b"\n", b""))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["id", "payload", "payload_b64", "standard", "x"]), st.text() | st.none())
)
def test_any_object_gets_a_line_of_json(given_fields):
    assert asked(json.dumps(given_fields).encode())["id"] == given_fields.get("id")


def test_lines_are_answered_in_order_with_exit_code_nought():
    typed = "".join(f'{{"id":{number},"payload":"x"}}\n\n' for number in range(50)) + "oops\n"
    said = say("qr", "check", "--jsonl", typed=typed)
    assert said.code == 0
    assert [json.loads(line)["id"] for line in said.lines] == [*range(50), None]


def test_words_are_in_the_language_chosen():
    said = say("qr", "check", "--jsonl", typed="oops\n", language="zh_CN")
    assert "不是 JSON" in said.out


def test_a_standard_for_all_lines_can_be_named():
    typed = '{"payload":"x"}\n{"payload":"x","standard":"pix"}\n'
    said = say("qr", "check", "--jsonl", "--standard", "epc", typed=typed)
    assert [json.loads(line)["standard"] for line in said.lines] == ["epc", "pix"]


def test_an_answer_comes_while_the_input_is_still_open():
    words = [sys.executable, "-m", "linktester", "qr", "check", "--jsonl"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for number in range(3):
            child.stdin.write(b'{"id":%d,"payload":"x"}\n' % number)
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
        assert child.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs the pipes of POSIX")
def test_a_reader_that_goes_ends_it_quietly():
    words = [sys.executable, "-m", "linktester", "qr", "check", "--jsonl"]
    reader, writer = os.pipe()
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=writer, stderr=subprocess.PIPE) as child:
        os.close(writer)
        os.close(reader)
        assert child.stdin is not None
        assert child.stderr is not None
        child.stdin.write(b'{"payload":"x"}\n')
        child.stdin.flush()
        # It ends although its input stays open.
        assert child.wait(60) == 0
        assert child.stderr.read() == b""
