"""Messages into words of the user's language. Qt-free: serves the window, the terminal and reports.

Words live in `data/messages/<language>/<room>.toml`; the code `links.too-long` is the key `too-long` of
`links.toml`. Arguments are put in as they are: plain text, never a format of their own.
"""

import os
import re
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
        self._sentences = _sentences(language)

    def say(self, message: Message) -> str:
        """Return the sentence. A code without words is a bug and raises KeyError."""
        return _filled(self._sentences[message.code], message.args)

    def has(self, code: str) -> bool:
        """Return whether `code` has words; for open sets such as signal ids that fall back to the bare id."""
        try:
            return bool(self._sentences[code])
        except KeyError:
            return False

    def local(self, names: Mapping[str, str]) -> str:
        """Return the name in this language from a `{en, zh_CN}` table, English when missing."""
        return names.get(self.language) or names["en"]


@cache
def table(language: str) -> Mapping[str, str]:
    """Return code → sentence of one language, all rooms together."""
    words: dict[str, str] = {}
    for room, name in _rooms(language).items():
        words.update(_read(room, name))
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


class _Sentences(dict[str, str]):
    """Code → sentence; a room is read when one of its codes is first said, so that a start stays short."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._unread = dict(_rooms(language))

    def __missing__(self, code: str) -> str:
        room = code.partition(".")[0]
        name = self._unread.get(room)
        if name is not None:
            self.update(_read(room, name))
            # Only now: another thread may ask for the same room meanwhile.
            self._unread.pop(room, None)
        if code not in self:
            raise KeyError(code)
        return self[code]


@cache
def _sentences(language: str) -> _Sentences:
    return _Sentences(language)


@cache
def _rooms(language: str) -> Mapping[str, str]:
    """Return room → packaged file of its words."""
    names = resources.names(f"messages/{language}")
    return {name.rsplit("/", 1)[1].removesuffix(".toml"): name for name in names}


def _read(room: str, name: str) -> dict[str, str]:
    return {f"{room}.{key}": sentence for key, sentence in resources.read_table(name).items()}


def _filled(sentence: str, args: Mapping[str, str | int | float]) -> str:
    def put(found: re.Match[str]) -> str:
        return str(args[found[1]])

    return _PLACE.sub(put, sentence)
