from linktester import payments
from linktester.gui.panels.standardgroups import standard_groups


def test_every_standard_stands_in_one_group_in_both_languages(tools):
    for language in ("en", "zh_CN"):
        tools.speech.switch(language)
        groups = list(standard_groups(tools.speech))
        assert [entry.key for group in groups for entry in group.entries] == list(payments.standards())
        assert not any("codes.group" in group.title for group in groups)
    assert groups[0].title == "中国"
