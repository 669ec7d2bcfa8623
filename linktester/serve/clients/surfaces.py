"""A message or a picture on a surface of an app: find the link in it, ask the app's gate, act."""

import asyncio

from linktester import links
from linktester.model.hostprotocol import ClientAnswer, ClientQuestion
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.phone import Surface
from linktester.model.platform import Platform
from linktester.serve import gates
from linktester.serve.clients import checkout
from linktester.serve.clients.answers import CLIENT, answered, text, unanswered
from linktester.serve.clients.effects import EFFECTS, Act, opened
from linktester.serve.clients.scanner import scanned
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked
from linktester.serve.gates import Stand
from linktester.serve.wire import convert, read_json
from linktester.serve.worlds import World

READER = PlatformId("reader")
_CHECKOUTS = frozenset({"checkout", "checkout-in-wechat", "mini-program-checkout"})


async def answer(app: Platform, surface: Surface, asked: Asked, emulator: Emulator) -> Answer:
    """Answer what `app` does with what was put on `surface`. Raises BadBodyError."""
    question = await _question(asked)
    if isinstance(question, ClientAnswer):
        return answered(question)
    link = _whole(question.text, asked.world) if app.id == READER else link_in(question.text, asked.world)
    if link is None:
        return answered(text(question.text))
    stand = Stand(app.id, surface, question.entry, question.os, question.client)
    if surface in _CHECKOUTS:
        return checkout.answer(link, stand, question.choice, asked.world, emulator)
    return acted(link, stand, asked.world, emulator)


def acted(link: Link, stand: Stand, world: World, emulator: Emulator) -> Answer:
    """Answer what the app does with `link` by its gate."""
    ruling = emulator.gates.host(world, link, stand)
    target = emulator.platform(link.target)
    act = Act(link=link, stand=stand, as_of=world.as_of, target=target, ground=emulator.ground)
    if ruling.effect is None:
        # That an app opens links of its own platform is likely, but nobody's word: a gap like any other.
        return answered(opened(act), CLIENT) if ruling.gap is None else unanswered(ruling)
    return answered(EFFECTS[ruling.effect](act), ruling.record)


def _whole(text: str, world: World) -> Link:
    """Return what the reader acts on: all that the code holds, not a link in it."""
    return gates.read(text, world).link


def link_in(message: str, world: World) -> Link | None:
    """Return the link a tap on `message` sets off: its first web link, else the first of any kind.

    A message that holds a token is read as the token: that is what its sender wants to get across. The text
    of a payment code is one thing, blanks included.
    """
    if links.standard_of(message) is not None:
        return gates.read(message, world).link
    whole = message.strip()
    read = gates.read(whole, world).link
    if read.intent is Intent.TEXT:
        return read
    found = links.find(whole)
    if _is_bare_link(whole) or found == (whole,):
        return read
    web = (each for each in found if each.lower().startswith(("http://", "https://")))
    first = next(web, found[0] if found else None)
    return gates.read(first, world).link if first else None


def _is_bare_link(text: str) -> bool:
    head, colon, rest = text.partition(":")
    return bool(colon and rest) and head[:1].isalpha() and not any(letter.isspace() for letter in text)


async def _question(asked: Asked) -> ClientQuestion | ClientAnswer:
    """Return what is asked; a picture is read here, off the loop, because it takes milliseconds."""
    kind = asked.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith("image/"):
        return read_json(asked.body, ClientQuestion)
    fields = asked.fields
    found = await asyncio.to_thread(scanned, asked.body, fields.get("choice"))
    if isinstance(found, ClientAnswer):
        return found
    return convert({**fields, "text": found}, ClientQuestion)
