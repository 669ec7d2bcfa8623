from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.project.given import MOST_CHOICES, understand

TWO = "看 https://m.tb.cn/h.abc?tk=xyz 和 ￥LTx8cD3eF1g￥"


def test_blank_text_means_nothing():
    assert understand(" \n\t") is None


def test_one_link_is_read_as_it_was_given():
    found = understand("  https://item.taobao.com/item.htm?id=1\n")
    assert found is not None
    assert found.text == "https://item.taobao.com/item.htm?id=1"
    assert found.choices == ()
    assert found.parsed.link.family == "taobao-item"


def test_the_link_of_a_message_stands_alone_in_a_code():
    message = understand("看看 https://item.taobao.com/item.htm?id=1 哈")
    token = understand("看看 ￥LTx8cD3eF1g￥")
    assert message is not None
    assert token is not None
    assert message.text.startswith("看看")
    assert message.alone == "https://item.taobao.com/item.htm?id=1"
    assert token.alone == token.text


def test_of_several_links_the_chosen_one_is_read():
    first, second, beyond = (understand(TWO, choice) for choice in (0, 1, 7))
    assert first is not None
    assert second is not None
    assert first.choices == ("https://m.tb.cn/h.abc?tk=xyz", "￥LTx8cD3eF1g￥")
    assert (first.parsed.link.family, second.parsed.link.family) == ("taobao-short", "taobao-token")
    assert (second.text, second.chosen) == ("￥LTx8cD3eF1g￥", 1)
    assert beyond == first


def test_no_more_links_are_offered_than_one_can_look_through():
    found = understand(" ".join(f"https://a{number}.example/" for number in range(100)))
    assert found is not None
    assert len(found.choices) == MOST_CHOICES


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(), max_size=200), st.integers(-3, 30))
def test_any_text_is_read(text, choice):
    found = understand(text, choice)
    assert (found is None) == (not text.strip())
    assert found is None or found.parsed.link.text == found.text


def test_a_payment_code_is_taken_as_it_is():
    code = "BCD\n002\n1\nSCT\n\nLinktester\nDE98370400440000000042\n\n\n\nhttps://a.example/ https://b.example/\n"
    found = understand(code)
    assert found is not None
    assert (found.text, found.alone, found.choices) == (code, code, ())
