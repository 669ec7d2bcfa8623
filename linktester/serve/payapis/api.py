"""The shape of a platform's API: where it is reached, one call of it, and who answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from linktester import urls
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Payments
from linktester.serve.requestlog import Findings


@dataclass(frozen=True, kw_only=True)
class ApiCall:
    """One request to an API. Nothing is decoded that was not asked for."""

    ground: Ground
    method: str
    host: str
    """Lower-case name asked for, without port; loopback for most programs."""
    target: str
    """Path and query exactly as sent, Latin-1; without scheme, authority and fragment."""
    headers: Mapping[str, str]
    """By lower-case name; the last of equals wins."""
    body: bytes
    """Exactly as received."""
    base_url: str = ""
    """Scheme and authority the caller used."""
    findings: Findings = field(default_factory=Findings)
    """For the request log; the API fills it while it answers."""

    @property
    def path(self) -> str:
        """The path as sent, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query as sent, without the question mark."""
        return self.target.partition("?")[2]

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The query's fields, form-decoded (UTF-8); of equal names the first."""
        found: dict[str, str] = {}
        for name, value in urls.query(self.query):
            found.setdefault(name, value)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One platform's API."""

    name: str
    """The platform's id in the ledger and in `/payer` calls: `wechatpay`, `alipay`, `wechat` …"""
    hosts: frozenset[str]
    """Names it has on the real network."""
    prefixes: tuple[str, ...]
    """Path prefixes by which it is known on loopback; no two APIs share one."""
    answer: Callable[[ApiCall], Answer]
    """Answers any call below its prefixes, unknown paths in the platform's own error form."""
    payments: Payments | None = None
    """How orders of this platform are scanned, paid and told about; None where nothing is paid."""

    def takes(self, path: str) -> bool:
        """Tell whether `path` is this API's."""
        return path.startswith(self.prefixes)
