"""The line to the emulator's control port: one JSON call, its answer, and what goes wrong on the way."""

from typing import Any, TypeVar

import httpx

from linktester.codec import from_plain
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.message import message
from linktester.send.ready import Ready

T = TypeVar("T")
SECONDS = 10.0
_MAX_BYTES = 64 * 1024 * 1024
_WORDS = 2_000


class RebuffedError(EnvironmentFault):
    """The emulator understood the call and refuses it: a 4xx answer with its reason."""

    def __init__(self, call: str, status: int, reason: str, words: str) -> None:
        self.reason = reason
        """One word for programs: `unknown`, `expired`, `closed`, `body` …"""
        self.words = words
        """The emulator's own sentence, English."""
        super().__init__(message("send.control-answer", call=call, reason=f"{status} {words}"))


class ControlLine:
    """Calls of one emulator's control port."""

    def __init__(self, ready: Ready, seconds: float = SECONDS) -> None:
        """`seconds` is how long a call may take."""
        self._client = httpx.AsyncClient(
            base_url=ready.control_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {ready.control_token}"},
            timeout=seconds,
            trust_env=False,
            verify=False,
        )

    async def call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Return the JSON object answered.

        Raises EnvironmentFault when there is none; RebuffedError, which is one, when the answer is a refusal.
        """
        try:
            answer = await self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise EnvironmentFault(message("send.control-unreachable", call=path, reason=reason)) from error
        if answer.status_code != httpx.codes.OK or len(answer.content) > _MAX_BYTES:
            raise _fault(path, answer)
        try:
            told = answer.json()
        except (ValueError, RecursionError) as error:
            raise _senseless(path, str(error)) from error
        if not isinstance(told, dict):
            raise _senseless(path, "not a JSON object")
        return told

    async def field(self, method: str, path: str, name: str, kind: type[T], body: object = None) -> T:
        """Return one field of the answer as `kind`, unknown keys left out. Raises as `call`."""
        told = await self.call(method, path, body)
        try:
            return from_plain(told.get(name), kind)
        except InputErrors as errors:
            raise _senseless(path, str(errors)) from errors

    async def aclose(self) -> None:
        """Close the connection."""
        await self._client.aclose()


def _senseless(call: str, reason: str) -> EnvironmentFault:
    return EnvironmentFault(message("send.control-answer", call=call, reason=reason))


def _fault(call: str, answer: httpx.Response) -> EnvironmentFault:
    told = _told(answer) if answer.is_client_error else {}
    reason, words = told.get("reason"), told.get("error")
    if isinstance(reason, str) and isinstance(words, str):
        return RebuffedError(call, answer.status_code, reason, words[:_WORDS])
    return _senseless(call, f"{answer.status_code} {answer.text[:200]}")


def _told(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
