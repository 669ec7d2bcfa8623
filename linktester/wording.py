"""Messages into words of the user's language. Qt-free: serves the window, the terminal and reports.

Words live in `data/messages/<language>/<room>.toml`; the code `links.too-long` is the key `too-long` of
`links.toml`. Arguments are put in as they are: plain text, never a format of their own.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache

from linktester import resources
from linktester.model.message import Message

LANGUAGES = ("en", "zh_CN")
_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Words:
    """One language's words."""

    def __init__(self, language: str = "en") -> None:
        """Take `language`, one of `LANGUAGES`; ValueError otherwise."""
        if language not in LANGUAGES:
            raise ValueError(f"no words for {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._table = table(language)

    def say(self, message: Message) -> str:
        """Return the sentence. A code without words is a bug and raises KeyError."""
        return _filled(self._table[message.code], message.args)

    def has(self, code: str) -> bool:
        """Return whether `code` has words; for open sets such as signal ids that fall back to the bare id."""
        return code in self._table

    def local(self, names: Mapping[str, str]) -> str:
        """Return the name in this language from a `{en, zh_CN}` table, English when missing."""
        return names.get(self.language) or names["en"]


@cache
def table(language: str) -> Mapping[str, str]:
    """Return code → sentence of one language, all rooms together."""
    words: dict[str, str] = {}
    for name in resources.names(f"messages/{language}"):
        room = name.rsplit("/", 1)[1].removesuffix(".toml")
        entries = tomllib.loads(resources.read_text(name))
        words.update({f"{room}.{key}": sentence for key, sentence in entries.items()})
    return words


def places(sentence: str) -> frozenset[str]:
    """Return the names of the arguments a sentence uses."""
    return frozenset(_PLACE.findall(sentence))


def choose_language(environment: Mapping[str, str] | None = None) -> str:
    """Return the language asked for by LINKTESTER_LANG, LC_ALL, LC_MESSAGES or LANG, English otherwise."""
    env = os.environ if environment is None else environment
    for name in ("LINKTESTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            return "zh_CN" if value.lower().replace("-", "_").startswith("zh") else "en"
    return "en"


def _filled(sentence: str, args: Mapping[str, str | int | float]) -> str:
    def put(found: re.Match[str]) -> str:
        return str(args[found[1]])

    return _PLACE.sub(put, sentence)
