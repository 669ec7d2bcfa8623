import json
from xml.etree import ElementTree

import pytest

from linktester.serve.payapis import tables
from linktester.serve.payapis.taobao.answers import Problem, done, problem_answer
from linktester.serve.payapis.taobao.name import NAME
from tests.fakes.openapis import Shop

METHOD = "taobao.tbk.tpwd.create"


def test_every_error_is_a_number_with_words(shop: Shop) -> None:
    for code in tables.errors(NAME):
        answer = problem_answer(shop.asked(METHOD), Problem(int(code)))
        told = json.loads(answer.body)["error_response"]
        assert (answer.status, told["code"]) == (200, int(code))
        assert told["msg"]
        assert told["request_id"]
        assert "sub_code" not in told


def test_an_answer_is_named_after_its_method(shop: Shop) -> None:
    assert "tbk_tpwd_create_response" in json.loads(done(shop.asked(METHOD), {}).body)
    assert "other_get_response" in json.loads(done(shop.asked("other.get"), {}).body)


@pytest.mark.parametrize("text", ["<a> & \x00\x1b", "￥鞋￥", "\ud800", "￿", ""])
def test_without_json_it_is_xml_that_can_be_read(shop: Shop, text: str) -> None:
    answer = done(shop.asked(METHOD, format="xml"), {"data": {"model": text, "suc": True}})
    assert dict(answer.headers)[b"content-type"] == b"text/xml;charset=UTF-8"
    root = ElementTree.fromstring(answer.body.decode())
    assert root.tag == "tbk_tpwd_create_response"
    assert root.findtext("data/suc") == "true"
    assert len(root.findtext("data/model") or "") == len(text)


def test_errors_are_xml_too(shop: Shop) -> None:
    shop.left_out = ("format",)
    answer = problem_answer(shop.asked(METHOD), Problem(15, sub_code="a", sub_words="b", refused="why"))
    root = ElementTree.fromstring(answer.body.decode())
    assert [root.findtext(name) for name in ("code", "sub_code", "sub_msg")] == ["15", "a", "b"]
