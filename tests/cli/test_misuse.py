import pytest

from linktester.cli.misuse import nearest
from tests.fakes.terminals import say


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["runn"], "Did you mean “run”?", "是否想用“run”"),
        (["zzz"], "There is no verb “zzz”.", "没有“zzz”这个命令"),
        (["run", "--jbos", "3"], "Did you mean --jobs?", "是否想用 --jobs"),
        (["run", "--jobs"], "--jobs needs a value", "--jobs 后面需要"),
        (["run", "--json=1"], "--json takes no value", "--json 不接受取值"),
        (["run", "--jobs", "0"], "--jobs takes a whole number from 1 to 256", "1 到 256 之间的整数"),
        (["run", "--rollout-seed", "x"], "--rollout-seed takes a whole number", "--rollout-seed 须为整数"),
        (["run", "--entry", "x"], "--entry takes one of: tap, scan-live", "--entry 只能取"),
        (["packs", "why", "wechat"], "SURFACE is missing", "缺少 SURFACE"),
        (["packs", "list", "a", "b"], "too many: a b", "多出了这些内容：a b"),
        (["link", "explian", "x"], "Did you mean “explain”?", "是否想用“explain”"),
        (["--lang", "fr"], "--lang takes one of: en, zh_CN", "--lang 只能取"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_users_language(words, english, chinese):
    for language, wanted, hint in (("en", english, "Help: linktester"), ("zh_CN", chinese, "查看帮助")):
        said = say(*words, language=language)
        assert said.code == 2
        assert wanted in said.err
        assert hint in said.err or "--jobs" in said.err or "--json" in said.err


def test_nothing_is_guessed_from_afar():
    assert nearest("wehcat", ["wechat", "qq"]) == "wechat"
    assert nearest("☃", ["wechat", "qq"]) == ""
