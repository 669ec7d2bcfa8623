"""With which of WeChat Pay's two keys callbacks are signed: the order's own, or one that is forced.

While a merchant moves from certificates to the public key, the platform decides which callbacks use which.
"""

from dataclasses import dataclass
from enum import StrEnum


class CallbackKeys(StrEnum):
    """What is forced."""

    ORDER = "order"
    """Nothing: the key of the request that made the order."""
    CERTIFICATE = "certificate"
    PUBLIC_KEY = "public_key"
    MIXED = "mixed"
    """The certificate and the public key by turns, whatever the order; a repeated try may change."""


@dataclass(slots=True)
class KeyChoice:
    """The choice of one process."""

    setting: CallbackKeys = CallbackKeys.ORDER
    _is_public_next: bool = False

    def force(self, setting: CallbackKeys) -> None:
        """Sign all callbacks from now on by `setting`."""
        self.setting = setting
        self._is_public_next = False

    def next(self, ordered: str) -> str:
        """Return `certificate` or `public_key` for the next try of an order that was made with `ordered`."""
        if self.setting is CallbackKeys.ORDER:
            return ordered
        if self.setting is not CallbackKeys.MIXED:
            return self.setting
        self._is_public_next = not self._is_public_next
        return CallbackKeys.CERTIFICATE if self._is_public_next else CallbackKeys.PUBLIC_KEY
