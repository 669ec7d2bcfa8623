import pytest
from markupsafe import Markup

from linktester.report.phrases import Phrases
from linktester.report.templates import WHOLE_TEXT, environment, files, ours, utf8
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes


def rendered(source: str, language: str = "en", **names: object) -> str:
    return environment(Phrases(Words(language)), extra="x").from_string(source).render(**names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_put_in_is_escaped_and_can_be_seen(language):
    told = rendered("{{ a }}", language, a=fakes.HOSTILE_TEXT)
    assert "<" not in told
    assert r"\u202egnp.exe" in told
    assert "\u202e" not in told


def test_our_own_markup_is_put_in_as_it_is():
    assert rendered("{{ a }}", a=Markup("<b>x</b>")) == "<b>x</b>"
    assert "</html>" in ours("end.html")
    assert files()["page.css"] == ours("page.css")


def test_a_text_is_cut_unless_it_is_wanted_whole():
    text = "<" + "x" * 5_000
    assert "… (+" in rendered("{{ a }}", a=text)
    assert rendered("{{ a | whole }}", a=text) == "&lt;" + "x" * 5_000
    assert rendered("{{ a | whole }}", a="x" * (WHOLE_TEXT + 7)).endswith("x… (+7)")
    assert rendered("{{ a | whole }}", a="\u202e") == r"\u202e"


def test_names_and_words_of_the_language_are_there():
    assert rendered("{{ lang }} {{ t('sheet.newest') }} {{ extra }}", "zh_CN") == "zh-CN 最新版 x"


def test_half_characters_are_spelled_out():
    assert utf8("a\ud800") == rb"a\ud800"
