"""Doing a world's faults to an answer; see `faults` for what they are."""

from dataclasses import replace

from linktester.serve.exchange import Answer, Asked
from linktester.serve.faults import Breaks, Fault, with_filler, with_neighbour
from linktester.serve.pages import page


def broken(asked: Asked, answer: Answer) -> Answer:
    """Return `answer` as the first fault that hits leaves it; the record stays."""
    for fault in asked.world.faults:
        if fault.does.of_files is None and fault.hits(asked.host, asked.path):
            return replace(_done(fault, answer), record=answer.record)
    return answer


def _done(fault: Fault, answer: Answer) -> Answer:
    if fault.does is Breaks.STATUS:
        return Answer(status=min(max(fault.status, 200), 599))
    text = answer.body.decode("utf-8", "replace")
    match fault.does:
        case Breaks.FILLER:
            return replace(answer, body=with_filler(text).encode())
        case Breaks.WRONG_ITEM:
            return replace(answer, body=with_neighbour(text).encode())
        case Breaks.SOFT_404:
            return page("gone")
        case Breaks.LOGIN:
            return page("login")
    return page("words", text=fault.text)
