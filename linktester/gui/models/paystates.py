"""The states of orders: where they stand when they are drawn, what leads where, and which way was taken.

Which way an order went is written nowhere: it follows from its state, its product and whether it was paid.
Where several ways fit, only what they share is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from linktester import resources
from linktester.codec import from_plain
from linktester.send.payertold import PayOrder, PayOutcome

FILE = "window/paystates.toml"
LOOKS = {
    "to-pay": "accent",
    "password": "accent",
    "unscanned": "inconclusive",
    "paid": "honored",
    "finished": "honored",
    "refunded": "rewritten",
    "reversed": "rewritten",
    "failed": "blocked",
    "closed": "inconclusive",
}
"""Words of a state → colour role."""
Step = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way from state to state."""

    before: str
    event: str
    after: str
    products: tuple[str, ...] = ()
    """For orders of these products only; empty for all."""
    sure: str
    """`V` run, `D` documented, `S` secondary source, `G` a guess."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One state."""

    state: str
    """The platform's own word."""
    words: str
    """The end of the code of its words, `payment.state-…`."""
    column: int
    row: int
    first: tuple[str, ...] = ()
    """Products whose orders begin here."""
    paid: bool = False
    """It takes a payment to get here."""
    ours: bool = False
    """The platform has no word for it: to it there is nothing yet."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The states of one platform's orders."""

    nodes: tuple[Node, ...]
    moves: tuple[Move, ...]

    def node(self, state: str) -> Node | None:
        """Return the node of a state, None for a word that is not known here."""
        return next((each for each in self.nodes if each.state == state), None)

    def steps(self, product: str = "") -> tuple[Step, ...]:
        """Return every pair of different states that leads on, for one product's orders or for any."""
        fit = (each for each in self.moves if not product or not each.products or product in each.products)
        return tuple(dict.fromkeys((each.before, each.after) for each in fit if each.before != each.after))

    def next_moves(self, order: PayOrder) -> tuple[Move, ...]:
        """Return what can happen to an order, as far as it changes its state."""
        steps = {step for step in self.steps(order.product) if step[0] == order.state}
        return tuple(each for each in self.moves if (each.before, each.after) in steps)


@cache
def machine(platform: str) -> Machine | None:
    """Return the states of a platform's orders, None for a platform without such a table."""
    found = next(
        (each for each in resources.read_table(FILE)["machine"] if each["platform"] == platform), None
    )
    if found is None:
        return None
    moves: Any = resources.read_table(found["moves"])["move"]
    return Machine(tuple(from_plain(found["node"], list[Node])), tuple(from_plain(moves, list[Move])))


def way(order: PayOrder) -> tuple[Step, ...]:
    """Return the steps that `order` has surely taken, in order."""
    found = machine(order.platform)
    if found is None or found.node(order.state) is None:
        return ()
    paid = {each.state for each in found.nodes if each.paid}
    firsts = [each.state for each in found.nodes if order.product in each.first]
    ways = [
        steps
        for first in firsts
        for steps in _ways(found.steps(order.product), first, order.state, (first,))
        if bool(paid & {first, *(after for _, after in steps)}) == (order.paid_at is not None)
    ]
    if not ways:
        return ()
    return tuple(step for step in ways[0] if all(step in each for each in ways))


def begins(order: PayOrder) -> str:
    """Return the state where `order` surely began; empty when several are possible."""
    found = machine(order.platform)
    firsts = [each.state for each in found.nodes if order.product in each.first] if found else []
    return firsts[0] if len(firsts) == 1 else ""


def words_of(platform: str, state: str) -> str:
    """Return the end of the code of a state's words; empty for a word that is not known here."""
    found = machine(platform)
    node = found.node(state) if found else None
    return node.words if node else ""


def is_open(order: PayOrder) -> bool:
    """Tell whether a payment is still waited for, whatever the time."""
    return words_of(order.platform, order.state) in {"to-pay", "password", "unscanned"}


def does(order: PayOrder, outcome: PayOutcome) -> bool:
    """Tell whether an outcome does anything to an order that is open.

    Whoever fails or gives up before a code leaves the order as it was, unless a password was asked for, the
    code was not scanned before, or a browser waits to be sent back.
    """
    words = words_of(order.platform, order.state)
    if outcome is PayOutcome.SUCCESS:
        return is_open(order)
    goes_back = outcome is PayOutcome.CANCEL and words == "to-pay" and order.product in {"page", "wap"}
    return words in {"password", "unscanned"} or goes_back


def _ways(known: tuple[Step, ...], at: str, goal: str, seen: tuple[str, ...]) -> Iterator[tuple[Step, ...]]:
    if at == goal:
        yield ()
    for before, after in known:
        if before == at and after not in seen:
            for rest in _ways(known, after, goal, (*seen, after)):
                yield ((before, after), *rest)
