"""The four things a client can do, as answers."""

from linktester.model.hostprotocol import ClientAnswer, WireItem
from linktester.serve.exchange import Answer, Record
from linktester.serve.gates import Ruling
from linktester.serve.problems import gap
from linktester.serve.wire import json_answer

NOTHING = ClientAnswer(does="nothing")
CLIENT = Record(role="client")


def load(url: str) -> ClientAnswer:
    """Open `url` in the app's web view."""
    return ClientAnswer(does="load", url=url)


def open_external(uri: str) -> ClientAnswer:
    """Hand `uri` to the system."""
    return ClientAnswer(does="open_external", url=uri)


def show(*items: WireItem) -> ClientAnswer:
    """Show things to read or choose from."""
    return ClientAnswer(does="show", items=items)


def text(words: str, *, copyable: bool = True) -> ClientAnswer:
    """Leave the message standing as text. Without an action `copy` beside it, it cannot be copied."""
    shown = WireItem(id="text", label=words, kind="text")
    return show(shown, WireItem(id="copy", label="复制", kind="action")) if copyable else show(shown)


def answered(what: ClientAnswer, record: Record = CLIENT) -> Answer:
    """Return the client's answer on the wire."""
    return json_answer(what, record=record)


def unanswered(ruling: Ruling) -> Answer:
    """Return the gap of `ruling`."""
    assert ruling.gap is not None
    return gap(ruling.gap, ruling.record.gap_sources)
