"""Results in a terminal: a row for each, a card for one, and the head that says how far they reach."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from linktester.cli.face import Cell, Face, Styled
from linktester.model.citation import Citation, Confidence, Source
from linktester.model.evidence import Failed
from linktester.model.link import ParamChange
from linktester.model.run import CaseResult, Match, Reach, RunHead, Tally
from linktester.model.verdict import Cause, Outcome
from linktester.model.zone import CHINA
from linktester.report import orders
from linktester.report.phrases import Phrases, day
from linktester.report.saw import sentence

SHAPES = {
    Outcome.HONORED: ("●", "green"),
    Outcome.REWRITTEN: ("◆", "yellow"),
    Outcome.BLOCKED: ("■", "red"),
    Outcome.INCONCLUSIVE: ("○", "dim"),
}
"""Shape and colour; the word always stands beside them."""
MOST_GROUPS = 12


def head(face: Face, run: RunHead, tally: Tally) -> None:
    """Print what the run rests on, its verdicts, and how far the evidence reaches."""
    phrases = face.phrases
    basis = Styled(f"{phrases.of('basis', run.basis)} – {phrases.of('means', run.basis)}", "yellow")
    face.fields(
        [
            (face.t("cli.basis"), basis),
            (
                face.t("cli.verdicts"),
                _counts(tally.outcomes, ((o.value, phrases.outcome(o)) for o in Outcome)),
            ),
            (
                face.t("cli.evidence"),
                _counts(tally.reach, ((r.value, phrases.of("reach", r)) for r in Reach)),
            ),
            *(
                [
                    (
                        face.t("cli.expected"),
                        _counts(tally.matches, ((m.value, phrases.of("match", m)) for m in Match)),
                    )
                ]
                if tally.matches.get(Match.MET.value) or tally.matches.get(Match.DIFFERS.value)
                else []
            ),
            *(
                (face.t("cli.not-applicable"), f"{each.count} – {phrases.say(each.reason)}")
                for each in run.not_applicable
            ),
        ]
    )
    if tally.faults:
        face.line(face.t("cli.faults", count=tally.faults), "red")
    if tally.disagreements:
        face.line(face.t("cli.disagreements", count=tally.disagreements), "red")


def inconclusive(face: Face, results: Iterable[CaseResult]) -> None:
    """Print where nobody may say, grouped by cause and place, largest group first."""
    phrases = face.phrases
    groups: Counter[tuple[str, str]] = Counter()
    for result in results:
        if result.verdict.cause:
            groups[phrases.cause(result.verdict.cause), phrases.stand(result.probe)] += 1
    if not groups:
        return
    face.line(face.t("cli.inconclusive"), "bold")
    rows = [(str(count), cause, stand) for (cause, stand), count in groups.most_common(MOST_GROUPS)]
    names = ("results", "cause", "where")
    face.table(tuple(face.t(f"cli.column-{name}") for name in names), rows, frame=False)
    if len(groups) > MOST_GROUPS:
        face.line(face.t("cli.more-groups", count=len(groups) - MOST_GROUPS), "dim")


def table(face: Face, results: Iterable[CaseResult]) -> None:
    """Print results: a record of five fields in a pipe, three columns on a terminal."""
    names: tuple[str, ...] = ("verdict", "case", "where", "date", "why")
    if not face.is_terminal:
        face.table(
            tuple(face.t(f"cli.column-{name}") for name in names), (row(face, each) for each in results)
        )
        return
    shown = tuple(results)
    same = _same(face, shown)
    if any(same):
        face.line(" · ".join(filter(None, same)), "bold")
    names = tuple(face.t(f"cli.column-{name}") for name in ("verdict", "where", "why"))
    face.table(names, (_narrow(face, each, same) for each in shown), wide_last=True)


def _same(face: Face, results: Sequence[CaseResult]) -> tuple[str, str, str]:
    """Return case, phone and date where all results share them, empty where they do not."""
    first = results[0]
    told = [(_case(each), face.phrases.phone(each.probe), day(each.probe.as_of)) for each in results]
    alike = [len(set(column)) == 1 for column in zip(*told, strict=True)]
    case, phone, date = (text if same else "" for text, same in zip(told[0], alike, strict=True))
    if not case and not date:
        return "", "", ""
    return (first.probe.link.text if case else ""), phone, date


def _case(result: CaseResult) -> str:
    return result.probe.case_id


def _narrow(face: Face, result: CaseResult, same: tuple[str, str, str]) -> tuple[Cell, ...]:
    """Stack case, place, phone and date, so that the answer gets the room; what all share is not repeated."""
    phrases, probe = face.phrases, result.probe
    stacked: list[str | Styled] = [
        *([] if same[0] else [Styled(probe.case_id, "bold")]),
        phrases.stand(probe),
        *([] if same[1] else [Styled(phrases.phone(probe), "dim")]),
        *([] if same[2] else [day(probe.as_of)]),
    ]
    return _verdict(face, result), stacked, _why(face, result)


def row(face: Face, result: CaseResult) -> tuple[Cell, ...]:
    """Return one result as a row: verdict, case, place, date, and why, by whom, since when, says who."""
    phrases, probe = face.phrases, result.probe
    return (
        phrases.verdict(result.verdict),
        probe.case_id,
        [phrases.stand(probe), phrases.phone(probe)],
        day(probe.as_of),
        _why(face, result),
    )


def _why(face: Face, result: CaseResult) -> Cell:
    phrases = face.phrases
    why: list[str | Styled] = [phrases.answer(result), *filter(None, [orders.line(result, phrases)])]
    why.extend(Styled(line, "dim") for line in _grounds(face, result))
    if result.match is Match.DIFFERS and result.expected:
        wanted = face.t("cli.wanted", verdict=phrases.wanted(result.expected))
        why.insert(0, Styled(f"≠ {wanted}", "red"))
    if result.disagreement:
        why.append(Styled(face.t("cli.disagreement", meant=result.disagreement), "red"))
    return why


def card(face: Face, result: CaseResult) -> None:
    """Print one result in full: the answer first, then what it rests on."""
    phrases, verdict = face.phrases, result.verdict
    shape, style = SHAPES[verdict.outcome]
    face.line(f"{shape} {phrases.verdict(verdict)}", f"bold {style}")
    face.line(phrases.answer(result))
    face.fields(
        [
            (face.t("cli.link"), result.probe.link.text),
            (face.t("cli.column-where"), f"{phrases.stand(result.probe)} · {phrases.phone(result.probe)}"),
            (face.t("cli.column-date"), day(result.probe.as_of)),
            *([(face.t("cli.decided"), phrases.by(verdict.by))] if verdict.by else []),
            (
                face.t("cli.basis"),
                f"{phrases.of('basis', verdict.basis)} – {phrases.of('means', verdict.basis)}",
            ),
            (face.t("cli.evidence"), _reach(face, result)),
            (face.t("cli.intended"), orders.intended(result.probe.link, phrases)),
            (face.t("cli.reached"), phrases.identity(verdict.reached)),
        ]
    )
    _payment(face, result)
    _section(face, "cli.limits", _limits(face, result))
    _section(face, "cli.reasons", (phrases.say(reason.message) for reason in verdict.reasons[1:]))
    _section(face, "cli.happened", (sentence(seen, phrases) for seen in result.evidence.observations))
    _parameters(face, result)
    _section(face, "cli.rules", _rules(face, result))


def _payment(face: Face, result: CaseResult) -> None:
    told = orders.told(result, face.phrases)
    if told is None:
        return
    face.line(face.t("report.payment"), "bold")
    for stage in told.stages:
        style = "" if stage.came else "dim"
        face.line(f"  {'●' if stage.came else '○'} {stage.words}", style)
    face.fields((f"  {fact.label}", fact.value) for fact in told.facts)


def sources(phrases: Phrases, found: Iterable[Source]) -> Iterator[str]:
    """Yield one line for each source: date, title, id and where it can be read."""
    for source in found:
        where = " ".join(f"[{reference}]" for reference in source.references)
        yield f"{source.date}  {phrases.title(source)}  ({source.id}) {where}".rstrip()


def rule(face: Face, cited: Citation) -> str:
    """Return a rule in one line: what it does, since when, how sure."""
    phrases = face.phrases
    flags = [
        face.t(f"cli.rule-{name}")
        for name in ("carried", "inferred", "partial", "overlay")
        if getattr(cited, name)
    ]
    parts = [
        phrases.of("effect", cited.effect),
        phrases.since(cited),
        f"{cited.confidence.value} {phrases.of('confidence', cited.confidence)}",
        *flags,
    ]
    return " · ".join(parts)


def _verdict(face: Face, result: CaseResult) -> Cell:
    phrases, verdict = face.phrases, result.verdict
    shape, style = SHAPES[verdict.outcome]
    word = phrases.cause(verdict.cause) if verdict.cause else ""
    extras = [word, *(phrases.of("modifier", each) for each in verdict.modifiers)]
    return [
        Styled(phrases.outcome(verdict.outcome), style, shape),
        *(Styled(f"+ {x}", "dim") for x in extras if x),
    ]


def _limits(face: Face, result: CaseResult) -> Iterator[str]:
    """Yield what the extras of a verdict mean, and what may be done about a gap."""
    phrases = face.phrases
    for modifier in result.verdict.modifiers:
        yield f"{phrases.of('modifier', modifier)} – {phrases.of('means', modifier)}"
    if result.anecdotal:
        yield face.t("report.notice-anecdotal")
    broken = (seen.kind for seen in result.evidence.observations if isinstance(seen, Failed))
    yield from (face.t(f"cli.mend-{kind}") for kind in broken if face.words.has(f"cli.mend-{kind}"))
    if result.verdict.cause in (Cause.NO_POLICY, Cause.CONFLICT):
        yield face.t("cli.ask-why", command=_asking(result))
        if result.verdict.cause is Cause.NO_POLICY and Confidence.INFERRED not in result.probe.accept:
            yield face.t("cli.try-inferred")


def _asking(result: CaseResult) -> str:
    """Return the command that lists the rules around this place; the family stands for the link."""
    probe = result.probe
    parts = [f"linktester packs why {probe.host} {probe.surface} {probe.link.family}"]
    parts.append(f"--as-of {probe.as_of.astimezone(CHINA):%Y-%m-%d}")
    if probe.phone.os.value != "android":
        parts.append(f"--os {probe.phone.os.value}")
    if probe.client:
        parts.append(f"--client {probe.client}")
    if probe.entry.value != "tap":
        parts.append(f"--entry {probe.entry.value}")
    return " ".join(parts)


def _grounds(face: Face, result: CaseResult) -> Iterator[str]:
    """Yield who decided, how far the evidence reaches, and the sources."""
    by = face.phrases.by(result.verdict.by)
    yield " · ".join(part for part in (by, _reach(face, result), _letters(face, result)) if part)
    found = {source.id: source for cited in _citations(result) for source in cited.sources}
    found |= {source.id: source for entry in result.journal for source in entry.gap_sources}
    if found and not face.is_terminal:
        yield " ".join(sorted(found))
        return
    newest = sorted(found.values(), key=_dated, reverse=True)
    yield from (f"{source.date} {face.phrases.title(source)} ({source.id})" for source in newest[:1])
    if newest[1:]:
        yield face.t("cli.more-sources", ids=" ".join(source.id for source in newest[1:]))


def _dated(source: Source) -> str:
    return source.date


def _reach(face: Face, result: CaseResult) -> str:
    reach = face.phrases.of("reach", result.reach)
    if result.reach is Reach.UNKNOWN:
        return reach
    if result.last_evidence is None:
        return f"{reach} – {face.t('cli.no-rule-needed')}"
    since = min((cited.valid_from for cited in _citations(result)), default=result.last_evidence)
    return f"{reach} · {face.t('outcome.since', first=since, last=result.last_evidence)}"


def _letters(face: Face, result: CaseResult) -> str:
    """Return how sure the rules are; with the words on a terminal, letters alone in a pipe."""
    letters = sorted({cited.confidence.value for cited in _citations(result)})
    if not face.is_terminal:
        return "".join(letters)
    return ", ".join(f"{letter} {face.phrases.of('confidence', letter)}" for letter in letters)


def _citations(result: CaseResult) -> list[Citation]:
    return [cited for entry in result.journal for cited in entry.citations]


def _rules(face: Face, result: CaseResult) -> Iterator[str]:
    for cited in _citations(result):
        yield rule(face, cited)
        yield from (f"  {line}" for line in sources(face.phrases, cited.sources))
        yield f"  {cited.rule} – {cited.pack} {cited.pack_version} {cited.pack_hash}"
    for entry in result.journal:
        yield from sources(face.phrases, entry.gap_sources)


def _parameters(face: Face, result: CaseResult) -> None:
    changed = [line for line in result.verdict.diff if line.change is not ParamChange.EQUAL]
    if not changed:
        return
    face.line(face.t("cli.parameters"), "bold")
    names = tuple(face.t(f"cli.column-{name}") for name in ("parameter", "intended", "reached", "change"))
    face.table(
        names,
        [(d.name, d.intended or "–", d.reached or "–", face.phrases.of("change", d.change)) for d in changed],
    )


def _section(face: Face, title: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        face.line(face.t(title), "bold")
    for each in shown:
        face.line(f"  {each}")


def _counts(counts: object, names: Iterable[tuple[str, str]]) -> str:
    found = counts if isinstance(counts, dict) else dict(counts)  # type: ignore[call-overload]
    return " · ".join(f"{found[key]} {name}" for key, name in names if found.get(key)) or "0"
