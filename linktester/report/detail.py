"""What the page says about one result, laid out before any HTML: words, timeline, rules, raw exchanges."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.model.citation import Citation, JournalEntry, Source
from linktester.model.evidence import AnyObservation, Evidence, Exchange
from linktester.model.run import CaseResult
from linktester.report.escape import LIMIT
from linktester.report.orders import Told, intended, told
from linktester.report.phrases import Phrases, day
from linktester.report.said import Said
from linktester.report.saw import sentence

BODY = 1_500
"""Octets of a body that are shown."""
MOST_EXCHANGES = 30
MOST_OBSERVATIONS = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One observation in the timeline."""

    number: int
    """1-based; reasons point at it."""
    words: str
    witness: str
    strength: str
    exchange: int | None
    """1-based."""
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason with the steps it rests on."""

    words: str
    steps: tuple[int, ...]
    control: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One applied rule."""

    citation: Citation
    role: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One result, ready for the template."""

    number: int
    result: CaseResult
    where: str
    phone: str
    date: str
    answer: str
    verdict: str
    by: str
    notices: tuple[str, ...]
    arguments: tuple[Argument, ...]
    steps: tuple[Step, ...]
    steps_left_out: int
    rules: tuple[Rule, ...]
    gap_sources: tuple[Source, ...]
    control_steps: tuple[Step, ...]
    exchanges: tuple[Exchange, ...]
    exchanges_left_out: int
    order: Told | None
    """The order of a payment case."""
    intended: str
    said: Said | None
    """What a person says of it; beside the verdict, never in it."""
    body_limit: int = BODY

    @property
    def raw_size(self) -> int:
        """Octets that the raw exchanges take in the page, about."""
        return sum(_size(each) for each in self.exchanges)


def detail(
    number: int, result: CaseResult, phrases: Phrases, budget: int, word: Said | None = None
) -> Detail:
    """Return the layout of one result; raw exchanges only as far as `budget` octets reach."""
    probe, verdict = result.probe, result.verdict
    exchanges = _within(result.evidence.exchanges[:MOST_EXCHANGES], budget)
    observations = result.evidence.observations
    return Detail(
        number=number,
        result=result,
        where=phrases.stand(probe),
        phone=phrases.phone(probe),
        date=day(probe.as_of),
        answer=phrases.answer(result),
        verdict=phrases.verdict(verdict),
        by=phrases.by(verdict.by),
        notices=tuple(_notices(result, phrases)),
        arguments=tuple(
            Argument(
                phrases.say(reason.message), tuple(index + 1 for index in reason.observations), reason.control
            )
            for reason in verdict.reasons
        ),
        steps=_steps(observations, phrases),
        steps_left_out=max(0, len(observations) - MOST_OBSERVATIONS),
        rules=tuple(_rule(cited, entry, phrases) for entry in result.journal for cited in entry.citations),
        gap_sources=tuple(source for entry in result.journal for source in entry.gap_sources),
        control_steps=_control(result.control, phrases),
        exchanges=exchanges,
        exchanges_left_out=len(result.evidence.exchanges) - len(exchanges),
        order=told(result, phrases),
        intended=intended(probe.link, phrases),
        said=word,
    )


def _notices(result: CaseResult, phrases: Phrases) -> Iterator[str]:
    """Yield what limits the result, worst first."""
    verdict = result.verdict
    if result.disagreement:
        yield phrases.text("report.notice-disagreement", meant=result.disagreement)
    if verdict.cause:
        yield phrases.of("means", verdict.cause)
    if verdict.assumed:
        yield phrases.text("report.notice-assumed")
    if verdict.unproven:
        yield phrases.text("report.notice-unproven", signals=", ".join(verdict.unproven))
    if result.anecdotal:
        yield phrases.text("report.notice-anecdotal")
    for modifier in verdict.modifiers:
        names = {"modifier": phrases.of("modifier", modifier), "means": phrases.of("means", modifier)}
        yield phrases.text("report.notice-modifier", **names)
    if result.attempt > 1:
        yield phrases.text("report.notice-attempts", count=result.attempt)


def _steps(observations: tuple[AnyObservation, ...], phrases: Phrases) -> tuple[Step, ...]:
    shown = observations[:MOST_OBSERVATIONS]
    return tuple(_step(number, seen, phrases) for number, seen in enumerate(shown, start=1))


def _step(number: int, seen: AnyObservation, phrases: Phrases) -> Step:
    return Step(
        number=number,
        words=sentence(seen, phrases),
        witness=phrases.of("witness", seen.witness),
        strength=phrases.of("strength", seen.strength),
        exchange=None if seen.exchange is None else seen.exchange + 1,
        trace=getattr(seen, "trace", ()),
    )


def _control(control: Evidence | None, phrases: Phrases) -> tuple[Step, ...]:
    return () if control is None else _steps(control.observations, phrases)


def _rule(cited: Citation, entry: JournalEntry, phrases: Phrases) -> Rule:
    names = [name for name in ("carried", "inferred", "partial", "overlay") if getattr(cited, name)]
    flags = [phrases.text(f"report.rule-{name}") for name in names]
    if cited.partial and cited.otherwise:
        flags.append(phrases.text("report.rule-otherwise", effect=phrases.of("effect", cited.otherwise)))
    return Rule(cited, entry.role, tuple(flags))


def _within(exchanges: tuple[Exchange, ...], budget: int) -> tuple[Exchange, ...]:
    kept = []
    for exchange in exchanges:
        budget -= _size(exchange)
        if budget < 0:
            break
        kept.append(exchange)
    return tuple(kept)


def _size(exchange: Exchange) -> int:
    headers = (*exchange.request_headers[:60], *exchange.response_headers[:60])
    texts = (exchange.url, *(text for header in headers for text in header))
    return min(len(exchange.body), BODY) + sum(min(len(text), LIMIT) for text in texts)
