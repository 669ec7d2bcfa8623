import json

from linktester import payments
from tests.fakes.terminals import say


def test_every_standard_is_listed_with_its_picture():
    said = say("qr", "standards")
    rows = {line.split("\t")[0]: line.split("\t") for line in said.lines[1:]}
    assert list(rows) == list(payments.standards())
    assert "level M only · at most 331 bytes · at most version 13" in rows["epc"]


def test_every_standard_is_listed_as_json():
    said = [json.loads(line) for line in say("qr", "standards", "--json").lines]
    assert [each["id"] for each in said] == list(payments.standards())
    assert all({"en", "zh_CN"} == set(each["name"]) for each in said)
