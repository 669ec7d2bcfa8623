"""One door: the screen an app shows when the system hands it a URI, or why it shows none.

What a link means is read by the same grammar as everywhere; a door adds what only the app knows: whether a
ticket is used up or too old, and whether an order can still be paid.
"""

from linktester import urls
from linktester.model.hostprotocol import DoorAnswer, DoorQuestion
from linktester.model.link import Identity, Link, Parsed
from linktester.model.platform import Platform
from linktester.serve import gates
from linktester.serve.doors import minted, orders, resolve, wechat
from linktester.serve.doors.titles import title
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked, Record
from linktester.serve.wire import json_answer, read_json

USER_HEADER = "linktester-user"
_ANYBODY = "phone"
"""The user of phones that name none: one and the same person."""


def door(app: Platform, asked: Asked, emulator: Emulator) -> Answer:
    """Answer a URI handed to `app`. Raises BadBodyError."""
    question = read_json(asked.body, DoorQuestion)
    parsed = gates.read(question.uri, asked.world)
    what = _refused(app, parsed, asked, emulator) or _screen(app, parsed.link)
    return json_answer(what, record=Record(role="door", effects=(what.refused or "screen",)))


def _refused(app: Platform, parsed: Parsed, asked: Asked, emulator: Emulator) -> DoorAnswer | None:
    if not parsed.valid:
        return DoorAnswer(refused="malformed")
    if not _is_addressed_to(app, parsed.link):
        return DoorAnswer(refused="unknown-path")
    if app.id == "wechat":
        user = asked.headers.get(USER_HEADER, _ANYBODY)[:200]
        spent = wechat.refusal(parsed.link, user, asked.world, emulator.codes)
        if spent is not None:
            return DoorAnswer(refused=spent)
    over = minted.refused(app.id, parsed.link, asked.world, emulator.ground)
    if over is not None:
        return DoorAnswer(refused=over)
    return orders.refused(emulator.ground, (layer.text for layer in parsed.layers))


def _is_addressed_to(app: Platform, link: Link) -> bool:
    if link.target != app.id and link.family != "android-intent":
        return False
    if link.family != "custom-scheme":
        return True
    found = urls.split_scheme(link.text)
    return found is not None and not found[1].strip("/")


def _screen(app: Platform, link: Link) -> DoorAnswer:
    identity = resolve.reached(link) if link.opaque else link.identity
    if link.family == "custom-scheme":
        identity = Identity(app.id, "launch")
    return DoorAnswer(
        kind=identity.kind,
        platform=None if identity.platform == app.id else identity.platform,
        params=dict(identity.params),
        title=title(app, identity),
    )
