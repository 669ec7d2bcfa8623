"""The control port: worlds, the journal, the packs, and the end.

    GET  /health            version, platforms, business time
    POST /worlds            WorldSpec, or `assume_inferred` for `accept` → {"id"}; equal specs, equal id.
                            `"faults": […]` beside it breaks answers on purpose, see `faults`
    GET  /worlds/{id}       the spec
    POST /journal/query     {"ids": […]} → {"entries": […]}; what is returned is forgotten
    POST /codes             {"world", "code", "made_at", "expires_at"?}: tells the age of a ticket or pay code
    GET  /hosts             {"hosts": [patterns]}
    GET  /packs             {pack: "version hash"}
    POST /shutdown          ends the process

and those of the payer, see `payer`.

Loopback only, `Authorization: Bearer`, and never for a web page: a request with an Origin header or a Host
that is not loopback is refused. Mistakes are 4xx with `{"error", "reason"}`.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import linktester
from linktester import urls
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import EnvironmentFault
from linktester.model.world import WorldSpec
from linktester.serve import hosts
from linktester.serve.app import GoneError, Receive, Scope, Send, read_body, write_answer
from linktester.serve.callbacks import Sender
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer
from linktester.serve.faults import Fault
from linktester.serve.happenings import Acted
from linktester.serve.options import BODY_SECONDS
from linktester.serve.payapis.payments import Refusal
from linktester.serve.payer import Payer
from linktester.serve.protocol import TARGET
from linktester.serve.routing import LOOPBACK, Address, address_of, host_name
from linktester.serve.wire import BadBodyError, convert, json_answer, read_json

PREFIX = "/_linktester/v1"
MOST_IDS = 10_000
_FIRST_YEAR, _LAST_YEAR = 1990, 2999
_WORLD_KEYS = {"as_of", "accept", "assume_inferred", "rollout_seed", "sites", "faults"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ids:
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeAge:
    world: str
    code: str
    made_at: datetime
    expires_at: datetime | None = None


class ControlApp:
    """Raw ASGI for the control port."""

    def __init__(
        self,
        emulator: Emulator,
        token: str,
        stop: asyncio.Event,
        sender: Sender | None = None,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self._emulator = emulator
        self._payer = Payer(emulator.ground, sender or Sender(emulator.ground))
        self._authorization = f"Bearer {token}".encode()
        self._stop = stop
        self._body_seconds = body_seconds
        self._calls: dict[tuple[str, str], Callable[[bytes], Answer]] = {
            ("GET", "/health"): self._health,
            ("POST", "/worlds"): self._make_world,
            ("POST", "/journal/query"): self._journal,
            ("POST", "/codes"): self._tell_code,
            ("GET", "/hosts"): self._hosts,
            ("GET", "/packs"): self._packs,
            ("POST", "/shutdown"): self._shut_down,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        address = address_of(scope["state"][TARGET], headers.get("host", "").encode("latin-1"))
        refused = self._refused(headers, address.host)
        try:
            body = refused or await read_body(headers, receive, seconds=self._body_seconds)
        except GoneError:
            return
        if isinstance(body, Answer):
            await write_answer(send, body)
            return
        answer = await self._called(scope["method"], address, body)
        self._tell(scope["method"], address, body, answer)
        await write_answer(send, answer)

    def _refused(self, headers: dict[str, str], host: str) -> Answer | None:
        if host not in LOOPBACK or host_name(headers.get("host", "").strip()) not in LOOPBACK:
            return _mistake(403, "the control port answers loopback names only", "host")
        if "origin" in headers:
            return _mistake(403, "the control port does not answer web pages", "origin")
        given = headers.get("authorization", "").encode("latin-1")
        if not hmac.compare_digest(given, self._authorization):
            return _mistake(401, "the bearer token of the ready line is needed", "token")
        return None

    async def _called(self, method: str, address: Address, body: bytes) -> Answer:
        if not address.path.startswith(PREFIX):
            return _mistake(404, f"calls stand under {PREFIX}", "unknown")
        name = address.path.removeprefix(PREFIX)
        try:
            answer = self._answer(method, name, address.query, body)
            return answer if isinstance(answer, Answer) else await answer
        except BadBodyError as error:
            return _mistake(400, str(error), "body")
        except Refusal as refusal:
            return _mistake(404 if refusal.reason == "unknown" else 409, str(refusal), refusal.reason)
        except EnvironmentFault as fault:
            return _mistake(503, str(fault), "state")

    def _tell(self, method: str, address: Address, body: bytes, answer: Answer) -> None:
        """Tell what the payer did; asking how things stand is nothing done."""
        name = address.path.removeprefix(PREFIX)
        if method != "GET" and self._payer.find(method, name) is not None:
            acted = Acted(call=name, body=body, status=answer.status, answer=answer.body)
            self._emulator.ground.happenings.tell(acted)

    def _answer(self, method: str, name: str, query: str, body: bytes) -> Answer | Awaitable[Answer]:
        if method == "GET" and name.startswith("/worlds/"):
            return self._world(name.removeprefix("/worlds/"))
        call = self._calls.get((method, name))
        if call is not None:
            return call(body)
        paying = self._payer.find(method, name)
        if paying is None:
            return _mistake(404, "there is no such call", "unknown")
        return paying(body, dict(urls.query(query)))

    def _health(self, _: bytes) -> Answer:
        emulator = self._emulator
        told = {
            "version": linktester.__version__,
            "platforms": sorted(emulator.catalogue.platforms),
            "business_time": emulator.ground.clock.now().isoformat(),
            "journal": len(emulator.journal),
        }
        return json_answer(told)

    def _make_world(self, body: bytes) -> Answer:
        wish = read_json(body, dict[str, Any])
        unknown = sorted(set(wish) - _WORLD_KEYS)
        if unknown:
            raise BadBodyError(f"unknown keys: {', '.join(unknown)[:200]}")
        faults = convert(wish.pop("faults", []), tuple[Fault, ...])
        if wish.pop("assume_inferred", False):
            wish.setdefault("accept", sorted({*DEFAULT_ACCEPTED, Confidence.INFERRED}))
        spec = convert(wish, WorldSpec)
        if spec.as_of.tzinfo is None:
            raise BadBodyError("as_of needs a zone, such as +08:00")
        if not _FIRST_YEAR <= spec.as_of.year <= _LAST_YEAR:
            raise BadBodyError(f"as_of must lie between the years {_FIRST_YEAR} and {_LAST_YEAR}")
        return json_answer({"id": self._emulator.worlds.make(spec, faults).id})

    def _world(self, id_: str) -> Answer:
        world = self._emulator.worlds.find(id_)
        return json_answer(world.spec) if world else _mistake(404, "there is no such world", "unknown")

    def _journal(self, body: bytes) -> Answer:
        wish = read_json(body, _Ids)
        if len(wish.ids) > MOST_IDS:
            raise BadBodyError(f"more than {MOST_IDS} ids")
        return json_answer({"entries": self._emulator.journal.take(wish.ids)})

    def _tell_code(self, body: bytes) -> Answer:
        age = read_json(body, _CodeAge)
        times = (age.made_at, *([age.expires_at] if age.expires_at else []))
        if any(each.tzinfo is None for each in times):
            raise BadBodyError("times need a zone, such as +08:00")
        self._emulator.codes.tell(age.world, age.code, made_at=age.made_at, expires_at=age.expires_at)
        return json_answer({})

    def _hosts(self, _: bytes) -> Answer:
        return json_answer({"hosts": hosts.patterns(self._emulator)})

    def _packs(self, _: bytes) -> Answer:
        return json_answer(self._emulator.packs.versions())

    def _shut_down(self, _: bytes) -> Answer:
        # The answer must be on its way before the listeners close.
        asyncio.get_running_loop().call_later(0.05, self._stop.set)
        return json_answer({})


def _mistake(status: int, error: str, reason: str) -> Answer:
    return json_answer({"error": error, "reason": reason}, status=status)
