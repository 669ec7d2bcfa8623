"""The emulator's control port, from the outside: worlds before a run, the journal after judging."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import httpx

from linktester.codec import from_plain, to_plain
from linktester.model.citation import JournalEntry
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.message import message
from linktester.model.world import WorldSpec
from linktester.send.ready import Ready

T = TypeVar("T")
_SECONDS = 10.0
_MAX_BYTES = 64 * 1024 * 1024
_IDS_PER_CALL = 5_000


class Control:
    """Calls of one emulator. Every method raises EnvironmentFault when it cannot be had."""

    def __init__(self, ready: Ready) -> None:
        self._client = httpx.AsyncClient(
            base_url=ready.control_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {ready.control_token}"},
            timeout=_SECONDS,
            trust_env=False,
            verify=False,
        )

    async def world(self, spec: WorldSpec) -> str:
        """Make a world and return its id; equal specs give the same."""
        return await self._field("POST", "worlds", "id", str, to_plain(spec))

    async def journal(self, ids: Iterable[str]) -> tuple[JournalEntry, ...]:
        """Return the journal's entries of these request ids, in the order asked; unknown ids are left out."""
        wanted = list(ids)
        entries: list[JournalEntry] = []
        for start in range(0, len(wanted), _IDS_PER_CALL):
            body = {"ids": wanted[start : start + _IDS_PER_CALL]}
            entries += await self._field("POST", "journal/query", "entries", list[JournalEntry], body)
        order = {id_: index for index, id_ in enumerate(wanted)}
        return tuple(sorted(entries, key=_Position(order)))

    async def health(self) -> Mapping[str, Any]:
        """Return version, platforms and business time."""
        return _object(await self._call("GET", "health"))

    async def hosts(self) -> tuple[str, ...]:
        """Return the hosts the emulator plays, `*.example.com` for subdomains."""
        return tuple(await self._field("GET", "hosts", "hosts", list[str]))

    async def packs(self) -> Mapping[str, str]:
        """Return `version hash` of every policy pack, by platform."""
        found = _object(await self._call("GET", "packs"))
        return {str(platform): str(told) for platform, told in found.items()}

    async def shutdown(self) -> None:
        """Tell the emulator to end."""
        await self._call("POST", "shutdown", {})

    async def aclose(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def _field(self, method: str, path: str, name: str, kind: type[T], body: object = None) -> T:
        told = _object(await self._call(method, path, body))
        try:
            return from_plain(told.get(name), kind)
        except InputErrors as errors:
            raise EnvironmentFault(message("send.control-answer", call=path, reason=str(errors))) from errors

    async def _call(self, method: str, path: str, body: object = None) -> object:
        try:
            answer = await self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise EnvironmentFault(message("send.control-unreachable", call=path, reason=reason)) from error
        if answer.status_code != httpx.codes.OK or len(answer.content) > _MAX_BYTES:
            reason = f"{answer.status_code} {answer.text[:200]}"
            raise EnvironmentFault(message("send.control-answer", call=path, reason=reason))
        try:
            return answer.json()
        except (ValueError, RecursionError) as error:
            raise EnvironmentFault(message("send.control-answer", call=path, reason=str(error))) from error


class _Position:
    """Sort key: an entry's place among the ids asked for."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self._order = order

    def __call__(self, entry: JournalEntry) -> int:
        return self._order.get(entry.request_id, len(self._order))


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EnvironmentFault(message("send.control-answer", call="", reason="not a JSON object"))
    return value
