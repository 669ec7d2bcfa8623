"""Every message has words in both languages, with the same places, and every word is used."""

import ast
import re
from pathlib import Path

import pytest

from linktester.wording import LANGUAGES, places, table

PACKAGE = Path(__file__).parents[2] / "linktester"
MAKERS = {"message", "Message"}


def spoken_codes() -> dict[str, tuple[str, frozenset[str] | None]]:
    """Return code → (where it is made, the names of its arguments; None when not spelled out)."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) not in MAKERS:
                continue
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                names = None
                if node.func.id == "message" and all(word.arg for word in node.keywords):
                    names = frozenset(str(word.arg) for word in node.keywords)
                found[node.args[0].value] = (f"{path.name}:{node.lineno}", names)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spoken_code_has_words(language: str) -> None:
    words = table(language)
    missing = {code: where for code, (where, _) in spoken_codes().items() if code not in words}
    assert missing == {}


def window_codes() -> dict[str, str]:
    """Return every text of the window that has the form of a code of some room → where it stands."""
    rooms = {code.split(".", 1)[0] for code in table("en")}
    found = {}
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            room, dot, name = node.value.partition(".")
            if dot and room in rooms and re.fullmatch("[a-zA-Z0-9-]*[a-zA-Z0-9]", name):
                found[node.value] = f"{path.name}:{node.lineno}"
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_window_says_has_words(language: str) -> None:
    words = table(language)
    files = {"window.ini", "report.txt", "policy.toml"}
    missing = {code: where for code, where in window_codes().items() if code not in words}
    assert missing.keys() - files == set(), missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_is_filled(language: str) -> None:
    words = table(language)
    empty = {
        code: (where, sorted(places(words[code]) - names))
        for code, (where, names) in spoken_codes().items()
        if names is not None and code in words and places(words[code]) - names
    }
    assert empty == {}


def test_both_languages_know_the_same_codes_and_places() -> None:
    english, chinese = table("en"), table("zh_CN")
    assert english.keys() == chinese.keys()
    unlike = {code for code in english if places(english[code]) != places(chinese[code])}
    assert unlike == set()


def test_chinese_sentences_are_chinese() -> None:
    han = re.compile(r"[一-鿿]")
    latin_only = {code: words for code, words in table("zh_CN").items() if not han.search(words)}
    names_and_units = {code for code, words in latin_only.items() if len(words.split()) <= 3}
    assert latin_only.keys() == names_and_units


def test_no_word_is_idle() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    source += "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((PACKAGE / "data").rglob("*"))
        if path.is_file() and "messages" not in path.parts and path.suffix in {".toml", ".html", ".j2"}
    )
    prefixes = tuple(set(re.findall(r'f"([a-z]+\.[a-z-]*)\{', source)))
    idle = [code for code in table("en") if code not in source and not code.startswith(prefixes)]
    assert idle == []
