"""What every platform API stands on: clocks, credentials, the state file's books, and the request log.

Books are opened and credentials made when first asked for; a start that nobody pays at costs nothing.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from linktester import urls
from linktester.serve import credentials
from linktester.serve.callbackkeys import CallbackKeys, KeyChoice
from linktester.serve.clock import Clock, KeptClock
from linktester.serve.credentials import Credentials
from linktester.serve.happenings import Happenings, Kept, Listener
from linktester.serve.injected import InjectedFaults
from linktester.serve.nonces import Nonces
from linktester.serve.requestlog import RequestLog
from linktester.serve.routing import LOOPBACK
from linktester.serve.state import Codes, Database, Ledger, Mint, Minted, Notices, Order, Timers, Tokens

_SOMETHING_TO_COME = "SELECT 1 FROM notices WHERE due IS NOT NULL UNION ALL SELECT 1 FROM timers LIMIT 1"


class Ground:
    """The ground of one state directory."""

    def __init__(self, folder: Path, clock: Clock | None = None, known: Credentials | None = None) -> None:
        """Stand on `folder`; `clock` and `known` take the place of those that are kept there."""
        self.folder = folder
        self.ca_pem = ""
        """Told by whoever holds the certificate authority, before the credentials are asked for."""
        self.allowed_hosts: frozenset[str] = frozenset()
        """Host names beside loopback to which callbacks may be sent."""
        self.requests = RequestLog()
        self.faults = InjectedFaults()
        self.nonces = Nonces()
        self.callback_keys = KeyChoice()
        self.database = Database(folder)
        self.codes = Codes(self.database)
        self.ledger = Ledger(self.database)
        self.minted = Minted(self.database)
        self.tokens = Tokens(self.database)
        self.notices = Notices(self.database)
        self.timers = Timers(self.database)
        self._clock = clock
        self._known = known
        self.happenings = Happenings()
        self._listeners: list[Callable[[], None]] = []

    @cached_property
    def clock(self) -> Clock:
        """The two clocks."""
        return self._clock or KeptClock(self.folder)

    @cached_property
    def credentials(self) -> Credentials:
        """The credentials, made at the first start."""
        return self._known or credentials.kept(self.folder, self.ca_pem)

    @property
    def may_be_due(self) -> bool:
        """Whether anything can become due; told without opening the books, which costs a start too much."""
        return self.database.is_open or self.database.peek(_SOMETHING_TO_COME)

    def may_be_told(self, url: urls.Url | None) -> bool:
        """Whether callbacks may go to `url`: this machine, or a host the user allowed."""
        host = host_of(url)
        return host in LOOPBACK or host in self.allowed_hosts

    def known_mint(self, key: str) -> Mint | None:
        """Return what was minted under `key`; where nothing was ever written the books stay closed."""
        books = self.database
        if not books.is_open and not books.peek("SELECT 1 FROM minted LIMIT 1"):
            return None
        return self.minted.find(key)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever something new may be due."""
        self._listeners.append(listener)

    def watch(self, listener: Listener) -> None:
        """Tell `listener` of every request, act, change of an order and try of a callback from now on."""
        self.happenings.listen(listener)
        self.requests.watcher = self.happenings.tell
        self.ledger.watcher = self._tell_order

    def ring(self) -> None:
        """Tell that something new may be due: a callback was added, a timer set, the clock moved."""
        for listener in self._listeners:
            listener()

    def reset(self) -> None:
        """Forget orders, codes and their ages, tokens, callbacks and forced keys; keep keys and the clock."""
        with self.database.together():
            for books in (self.minted, self.ledger, self.tokens, self.notices, self.timers, self.codes):
                books.forget()
        self.callback_keys.force(CallbackKeys.ORDER)

    def close(self) -> None:
        """Let go of the state file."""
        self.database.close()

    def _tell_order(self, order: Order) -> None:
        self.happenings.tell(Kept(order=order))


def host_of(url: urls.Url | None) -> str:
    """Return the lower-case host of a callback address, empty when it is none to send to."""
    return url.hostname.strip("[]").lower() if url is not None and url.is_web else ""
