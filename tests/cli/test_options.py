import click
import pytest

from linktester.cli.options import command, group, option
from linktester.wording import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_the_users_language(language):
    words = Words(language)
    made = command(words, "qr make", lambda: 0, [option(words, "-o", "--output")])
    assert made.name == "make"
    assert made.help
    assert ("生成" in made.help) is (language == "zh_CN")
    assert [param.name for param in made.params] == ["output", "lang", "help"]


def test_an_option_may_borrow_its_help():
    words = Words("en")
    assert option(words, "--tls-port", help_code="cli.opt-port").help == option(words, "--port").help


def test_a_verb_of_verbs_knows_them():
    words = Words("en")
    made = group(words, "qr", [command(words, "qr make", lambda: 0, [])])
    assert isinstance(made, click.Group)
    assert list(made.commands) == ["make"]
