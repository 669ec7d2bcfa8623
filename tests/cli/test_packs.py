from pathlib import Path

from tests.fakes.terminals import say


def test_packs_are_listed_with_version_and_hash():
    said = say("packs", "list")
    rows = {line.split("\t")[0]: line.split("\t") for line in said.lines}
    assert said.code == 0
    assert rows["wechat"][1] == "WeChat"
    assert len(rows["wechat"][4]) == 16


def test_the_shipped_rules_are_sound():
    assert say("packs", "check").code == 0


def test_all_mistakes_of_a_folder_are_told(tmp_path: Path):
    (tmp_path / "mine.toml").write_text('platform = "nobody"\nversion = "x"\n[[rule]]\nid = "a"\n', "utf-8")
    said = say("packs", "check", str(tmp_path))
    assert said.code == 2
    assert "mine.toml" in said.err


def test_why_names_rule_sources_and_what_changed():
    said = say("packs", "why", "wechat", "group", "taobao-item", "--as-of", "2021-12-01")
    assert said.code == 0
    assert said.lines[0] == "WeChat · group chat · taobao-item · 2021-12-01"
    assert "EV-2021-11-29" in said.out
    applied = [line for line in said.lines if line.startswith("→\t")]
    assert len(applied) >= 1
    assert "2021-11-29" in applied[0]
    before = said.lines.index(applied[0])
    assert any(line.startswith("·\t") and "block page" in line for line in said.lines[:before])


def test_why_takes_a_link_too():
    one = say(
        "packs", "why", "wechat", "group", "https://item.taobao.com/item.htm?id=1", "--as-of", "2021-12-01"
    )
    two = say("packs", "why", "wechat", "group", "taobao-item", "--as-of", "2021-12-01")
    assert one.lines[1:] == two.lines[1:]


def test_a_gap_is_said():
    assert (
        "No source says"
        in say("packs", "why", "wechat", "moments", "taobao-item", "--as-of", "2013-01-01").out
    )


def test_bad_words_are_told_together():
    said = say("packs", "why", "nobody", "chat", "taobao-item", "--as-of", "whenever")
    assert said.code == 2
    assert "“nobody”" in said.err
    assert "“whenever”" in said.err


def test_why_speaks_chinese_throughout():
    said = say("packs", "why", "wechat", "group", "taobao-item", "--as-of", "2021-12-01", language="zh_CN")
    assert "微信第二阶段：单聊可直接打开外链" in said.out
    assert "取决于内容类别" in said.out
    assert "phase two" not in said.out
