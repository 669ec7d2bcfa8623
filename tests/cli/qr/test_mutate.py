import json

from linktester.payments import read
from tests.fakes.terminals import say

PROMPTPAY = "00020101021229370016A000000677010111011300668999900005303764540525.005802TH6304221D"


def test_broken_codes_are_listed_with_what_should_be_found():
    said = say("qr", "mutate", PROMPTPAY)
    assert said.code == 0
    assert any("refused: checksum-wrong" in line for line in said.lines)


def test_broken_codes_as_json_can_be_checked_as_they_are():
    said = [json.loads(line) for line in say("qr", "mutate", PROMPTPAY, "--json").lines]
    assert len({each["name"] for each in said}) == len(said) > 10
    for each in said:
        if "payload" not in each or each["severity"] != "error":
            continue
        found = read(each["payload"].encode(), standard=each["standard"])
        assert set(each["expected"]) & {finding.code for finding in found.findings}, each["name"]


def test_broken_codes_become_a_suite(tmp_path):
    suite = tmp_path / "broken.toml"
    said = say("qr", "mutate", PROMPTPAY, "-o", str(suite))
    assert said.code == 0
    text = suite.read_text(encoding="utf-8")
    assert text.count("[[case]]") > 10
    assert 'verdict = "BLOCKED"' in text
    assert "UTF-8" in said.err


def test_a_broken_code_is_not_broken_further():
    said = say("qr", "mutate", PROMPTPAY[:-1] + "0")
    assert said.code == 2
    assert "Only a valid code" in said.err
