import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.model.case import Matrix, Stand, Suite
from linktester.model.errors import InputErrors
from linktester.model.link import Content, Intent
from linktester.project.edit import inserted
from linktester.project.manage import FIRST_PLACE
from linktester.project.newcase import link_in, new_case, suggested_id

EMPTY = Suite(name="s")
TOKEN = "【测试】复制￥LTx8cD3eF1g￥打开淘宝"


@pytest.mark.parametrize(
    ("text", "link", "name"),
    [
        (
            " https://item.taobao.com/item.htm?id=1\n",
            "https://item.taobao.com/item.htm?id=1",
            "taobao-item-1",
        ),
        ("看看 https://u.example/a/B?c=1 吧", "https://u.example/a/B?c=1", "web-page-u-example-a-b-c-1"),
        (TOKEN, TOKEN, "taobao-token-ltx8cd3ef1g"),
        ("weixin://dl/business/?t=Abc", "weixin://dl/business/?t=Abc", "wechat-scheme-ticket-abc"),
    ],
)
def test_a_case_of_whatever_was_pasted(text, link, name):
    case = new_case(text, EMPTY)
    assert (case.link.text, case.id) == (link, name)


def test_its_name_is_free():
    case = new_case("https://item.taobao.com/item.htm?id=1", EMPTY)
    again = new_case("https://item.taobao.com/item.htm?id=1", inserted(EMPTY, 0, case))
    assert again.id == "taobao-item-1-2"


def test_it_is_tried_where_the_suite_says_or_in_one_first_place():
    text, place = "https://u.example/", Stand("qq", "group")
    assert new_case(text, EMPTY).stands == (FIRST_PLACE,)
    assert new_case(text, Suite(name="s", matrix=Matrix(stands=(place,)))).stands == ()
    assert new_case(text, EMPTY, stands=[place]).stands == (place,)


def test_what_is_said_of_it_is_kept():
    case = new_case("https://u.example/", EMPTY, intent=Intent.TEXT, content=Content.VIDEO, title="t")
    assert (case.intent, case.link.intent, case.link.content, case.title) == ("text", "text", "video", "t")


def test_what_is_no_link_is_told_at_its_field():
    with pytest.raises(InputErrors) as caught:
        new_case("hello", EMPTY)
    assert [(p.message.code, p.place.path) for p in caught.value.problems] == [("links.not-a-link", "link")]


@given(st.text(max_size=300))
def test_any_text_is_a_case_or_told(text):
    try:
        case = new_case(text, EMPTY)
    except InputErrors as errors:
        assert errors.problems
    else:
        assert case.link.text == link_in(text)
        assert 0 < len(case.id) <= 60
        assert case.id == suggested_id(case.link)
        assert case.id.isascii()


def test_a_payment_code_keeps_its_lines_and_is_named_after_its_standard():
    code = "BCD\n002\n1\nSCT\n\nLinktester\nDE98370400440000000042\n\n\n\nhttps://a.example/\n"
    case = new_case(code, EMPTY)
    assert (case.id, case.link.text, link_in(code)) == ("epc-code", code, code)
