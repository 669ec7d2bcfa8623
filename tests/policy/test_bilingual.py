import pytest

from linktester.policy.bilingual import without_chinese


@pytest.mark.parametrize("text", ["", "WeChat", "ＷｅＣｈａｔ。", "\ud800"])
def test_a_text_without_han_characters_is_no_chinese(text: str) -> None:
    ((key, said),) = without_chinese("title_zh", text)
    assert (key, said.code, said.args) == ("title_zh", "policy.no-chinese", {"key": "title_zh"})


def test_one_han_character_is_enough() -> None:
    assert list(without_chinese("title_zh", "QQ 群")) == []
