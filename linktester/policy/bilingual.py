"""Whether a text of the shipped data is there in Chinese too; a team may write in one language only."""

from collections.abc import Iterator

from linktester.model.message import message
from linktester.policy.vocabulary import Mistake

_FIRST, _LAST = "\u4e00", "\u9fff"


def without_chinese(key: str, text: str) -> Iterator[Mistake]:
    """Yield the mistake that `text`, the value of `key`, is missing or holds no Han character."""
    if not any(_FIRST <= sign <= _LAST for sign in text):
        yield key, message("policy.no-chinese", key=key)
