"""Remembering the newest nonces, so that one that comes again is noticed."""

from collections import OrderedDict

MOST_NONCES = 20_000


class Nonces:
    """The newest nonces of this process."""

    def __init__(self, most: int = MOST_NONCES) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def is_repeated(self, nonce: str) -> bool:
        """Tell whether `nonce` was asked about before, and remember it."""
        if nonce in self._seen:
            return True
        self._seen[nonce] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return False
