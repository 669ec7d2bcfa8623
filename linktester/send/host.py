"""The host client protocol from the phone's side: what does the app do with this link, this navigation?

Ends the trip with a gap where the emulator may not say, with `bad-answer` where it answers something else.
"""

from dataclasses import dataclass
from json import JSONDecodeError, loads
from urllib.parse import urlencode

from linktester import urls
from linktester.codec import from_json, to_json
from linktester.model.citation import GapKind
from linktester.model.errors import InputErrors
from linktester.model.hostprotocol import (
    APP_DOMAIN,
    GAP_TYPES,
    ClientAnswer,
    ClientQuestion,
    DoorAnswer,
    DoorQuestion,
    NavigateQuestion,
)
from linktester.model.link import PlatformId
from linktester.send.fetch import Answer, Ask
from linktester.send.transport import Side
from linktester.send.trip import Trip

_AGENT = ("User-Agent", "linktester-phone")
NO_DOOR = frozenset({404, 421, 501})
"""Statuses by which the emulator says that an app has no door here."""


@dataclass(frozen=True, slots=True)
class HostClient:
    """One app's client on the phone."""

    trip: Trip
    platform: PlatformId

    async def set_off(self, surface: str, question: ClientQuestion, picture: bytes | None) -> ClientAnswer:
        """Put a message, or the picture of a code, on `surface` and set it off."""
        path = f"/surfaces/{surface}"
        if picture is None:
            return _client_answer(self.trip, await self._post(path, to_json(question), "application/json"))
        asked = {"entry": question.entry.value, "os": question.os.value, "client": question.client}
        asked["choice"] = question.choice
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        return _client_answer(self.trip, await self._post(f"{path}?{query}", picture, "image/png"))

    async def navigate(self, question: NavigateQuestion) -> ClientAnswer:
        """Ask whether a page inside the web view may go somewhere."""
        answer = await self._post("/webview/navigate", to_json(question), "application/json")
        return _client_answer(self.trip, answer)

    async def open(self, question: DoorQuestion) -> DoorAnswer | None:
        """Deliver a URI at the app's door; None when it has none in the emulator."""
        answer = await self._post("/open", to_json(question), "application/json", role="door")
        if answer.status in NO_DOOR:
            return None
        if answer.status != 200:
            self.trip.fail("bad-answer", said(answer))
        try:
            return from_json(answer.body, DoorAnswer)
        except InputErrors as errors:
            self.trip.fail("bad-answer", str(errors))

    async def _post(self, path: str, body: bytes, kind: str, role: str = "client") -> Answer:
        url = urls.parse(f"https://{self.platform}.{APP_DOMAIN}{path}")
        if url is None:
            self.trip.fail("unsendable", f"{self.platform} {path}"[:200])
        headers = (("Host", url.host), _AGENT, ("Content-Type", kind), ("Accept", "application/json"))
        ask = Ask(
            url=url,
            target=urls.target(url),
            headers=headers,
            side=Side.EMULATED,
            method="POST",
            body=body,
            role=role,
            world=self.trip.world,
        )
        answer = await self.trip.ask(ask)
        end_at_gap(self.trip, answer)
        return answer


def end_at_gap(trip: Trip, answer: Answer) -> None:
    """End the trip when `answer` says that the emulator may not say."""
    if answer.status == 501:
        kind = GAP_TYPES.get(problem_type(answer))
        if kind is not None:
            trip.gap(GapKind(kind))


def problem_type(answer: Answer) -> str:
    """Return the last part of a problem's type, empty for anything that is no `application/problem+json`."""
    if not answer.header("content-type").lower().startswith("application/problem+json"):
        return ""
    try:
        told = loads(answer.body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        return ""
    kind = told.get("type") if isinstance(told, dict) else None
    return kind.rstrip("/").rpartition("/")[2] if isinstance(kind, str) else ""


def said(answer: Answer) -> str:
    """Return status and problem type, for the detail of a failure."""
    return f"{answer.status} {problem_type(answer)}".strip()


def _client_answer(trip: Trip, answer: Answer) -> ClientAnswer:
    if answer.status != 200:
        trip.fail("bad-answer", said(answer))
    try:
        told = from_json(answer.body, ClientAnswer)
    except InputErrors as errors:
        trip.fail("bad-answer", str(errors))
    if told.does in {"load", "open_external"} and not told.url:
        trip.fail("bad-answer", f"{told.does} without url")
    return told
