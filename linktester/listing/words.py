"""Words for what a row holds, in one language, each made once: tables ask for them again and again."""

from functools import lru_cache

from linktester.listing.row import Row
from linktester.model.case import Expectation
from linktester.model.message import Message
from linktester.model.verdict import Cause, Modifier, Outcome, Verdict
from linktester.report import orders
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases, day

CELL = 400
"""Most characters of untrusted text in one cell."""
SENTENCE = 2_000
"""Most characters of the answer that are searched."""
REMEMBERED = 4096


class RowWords:
    """Cells and searchable text of rows, in the language of `phrases`.

    Every cell is one line of plain text in which nothing is hidden: controls, bidirectional marks and half
    characters are spelled out. Only `answer` and `searchable` differ for every row and are made each time.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        remember = lru_cache(maxsize=REMEMBERED)
        self.of = remember(self._of)
        self.platform = remember(phrases.platform)
        self._place = remember(phrases.place)
        self._phone = remember(self._made_phone)
        self._day = remember(day)
        self._verdict = remember(self._made_verdict)
        self._wanted = remember(self._made_wanted)

    def place(self, row: Row) -> str:
        """Return where the link was put: `WeChat · group chat`."""
        return line(self._place(row.host, row.surface, row.entry))

    def phone(self, row: Row) -> str:
        """Return system and client version: `Android · 8.0.11`."""
        return line(self._phone(row.os, row.client))

    def day(self, row: Row) -> str:
        """Return the policy date as `phrases.day`."""
        return self._day(row.as_of)

    def verdict(self, row: Row) -> str:
        """Return outcome, cause and modifiers: `honored + confirm page`."""
        return self._verdict(row.outcome, row.cause, row.modifiers)

    def expected(self, row: Row) -> str:
        """Return what the case's author expects; empty when nothing is."""
        return "" if row.expected is None else self._wanted(row.expected)

    def order(self, row: Row) -> str:
        """Return state and amount of the order: `paid (SUCCESS) · ¥12.34`; empty where there is none."""
        if row.payment is None:
            return ""
        state = orders.state(row.payment, row.cause, self.phrases)
        return line(f"{state} · {orders.yuan(row.payment.fen)}")

    def order_line(self, row: Row) -> str:
        """Return `Order: …` with how it ended, the way back too; empty where nothing was ordered."""
        if row.payment is None:
            return ""
        end = orders.ended(row.payment, row.cause, self.phrases)
        return line(self.phrases.text("report.order-line", end=end))

    def answer(self, row: Row) -> str:
        """Return the one sentence that says what became of the link and why."""
        return line(self._answer(row.answer, row.cause or row.outcome))

    def searchable(self, row: Row) -> str:
        """Return what a search for words looks through, case-folded: ids, names, the answer, the note.

        The verdict's own words are in it, those of expectation and status are not: they have keys.
        """
        texts = (
            row.case,
            row.link,
            row.family,
            row.target,
            self.platform(row.target),
            row.host,
            self._place(row.host, row.surface, row.entry),
            row.surface,
            self._phone(row.os, row.client),
            self._day(row.as_of),
            self.verdict(row),
            self._answer(row.answer, row.cause or row.outcome)[:SENTENCE],
            *self._paid(row),
            row.note,
            row.reason,
            row.tester,
            row.build,
            row.device,
        )
        return "\n".join(texts).casefold()

    def _paid(self, row: Row) -> tuple[str, ...]:
        if row.payment is None:
            return ()
        return row.payment.number, self.order(row), self.of("leg", row.leg), row.payment.landed

    def _of(self, kind: str, value: str | None) -> str:
        return line(self.phrases.of(kind, value))

    def _made_phone(self, system: str, client: str) -> str:
        name = self.phrases.of("os", system)
        return f"{name} · {client}" if client else name

    def _made_verdict(self, outcome: Outcome, cause: Cause | None, modifiers: tuple[Modifier, ...]) -> str:
        return self.phrases.verdict(Verdict(outcome=outcome, cause=cause, modifiers=modifiers))

    def _made_wanted(self, expected: Expectation) -> str:
        return self.phrases.wanted(expected)

    def _answer(self, answer: Message | None, meaning: str) -> str:
        if answer is None:
            return self.phrases.text(f"outcome.means-{meaning}")
        return self.phrases.say(answer)


def line(text: str) -> str:
    """Return untrusted text as one visible line of at most `CELL` characters and a count of the rest."""
    return one_line(text, CELL)
