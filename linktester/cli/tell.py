"""Results in a terminal: a row for each, a card for one, and the head that says how far they reach."""

from collections import Counter
from collections.abc import Iterable, Iterator

from linktester.cli.face import Cell, Face, Styled
from linktester.model.citation import Citation, Source
from linktester.model.link import ParamChange
from linktester.model.run import CaseResult, Match, Reach, RunHead, Tally
from linktester.model.verdict import Outcome
from linktester.report.phrases import day
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
            (
                face.t("cli.expected"),
                _counts(tally.matches, ((m.value, phrases.of("match", m)) for m in Match)),
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
    face.table((), rows, frame=False)
    if len(groups) > MOST_GROUPS:
        face.line(face.t("cli.more-groups", count=len(groups) - MOST_GROUPS), "dim")


def table(face: Face, results: Iterable[CaseResult]) -> None:
    """Print results: a record of five fields in a pipe, three columns on a terminal."""
    names: tuple[str, ...] = ("verdict", "case", "where", "date", "why")
    rows = (row(face, result) for result in results)
    if face.is_terminal:
        names, rows = ("verdict", "where", "why"), (_narrow(cells) for cells in rows)
    face.table(tuple(face.t(f"cli.column-{name}") for name in names), rows, wide_last=True)


def _narrow(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Stack case, place and date, so that the answer gets the room."""
    verdict, case, where, date, why = cells
    stacked = [Styled(str(case), "bold"), *(where if isinstance(where, list) else [str(where)]), str(date)]
    return verdict, stacked, why


def row(face: Face, result: CaseResult) -> tuple[Cell, ...]:
    """Return one result as a row: verdict, case, place, date, and why, by whom, since when, says who."""
    phrases, probe = face.phrases, result.probe
    why: list[str | Styled] = [phrases.answer(result)]
    why.extend(Styled(line, "dim") for line in _grounds(face, result))
    if result.match is Match.DIFFERS and result.expected:
        wanted = face.t("cli.wanted", verdict=phrases.wanted(result.expected))
        why.insert(0, Styled(f"≠ {wanted}", "red"))
    if result.disagreement:
        why.append(Styled(face.t("cli.disagreement", meant=result.disagreement), "red"))
    return (
        _verdict(face, result),
        probe.case_id,
        [phrases.stand(probe), Styled(phrases.phone(probe), "dim")],
        day(probe.as_of),
        why,
    )


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
            (face.t("cli.decided"), phrases.by(verdict.by) or "–"),
            (
                face.t("cli.basis"),
                f"{phrases.of('basis', verdict.basis)} – {phrases.of('means', verdict.basis)}",
            ),
            (face.t("cli.evidence"), _reach(face, result)),
            (face.t("cli.intended"), phrases.identity(result.probe.link.identity)),
            (face.t("cli.reached"), phrases.identity(verdict.reached)),
        ]
    )
    _section(face, "cli.reasons", (phrases.say(reason.message) for reason in verdict.reasons[1:]))
    _section(face, "cli.happened", (sentence(seen, phrases) for seen in result.evidence.observations))
    _parameters(face, result)
    _section(face, "cli.rules", _rules(face, result))


def sources(found: Iterable[Source]) -> Iterator[str]:
    """Yield one line for each source: date, title, id and where it can be read."""
    for source in found:
        where = " ".join(f"[{reference}]" for reference in source.references)
        yield f"{source.date}  {source.title}  ({source.id}) {where}".rstrip()


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


def _grounds(face: Face, result: CaseResult) -> Iterator[str]:
    """Yield who decided, how far the evidence reaches, and the sources."""
    by = face.phrases.by(result.verdict.by)
    yield " · ".join(part for part in (by, _reach(face, result), _letters(result)) if part)
    found = {source.id for cited in _citations(result) for source in cited.sources}
    gaps = {source.id for entry in result.journal for source in entry.gap_sources}
    if found | gaps:
        yield " ".join(sorted(found | gaps))


def _reach(face: Face, result: CaseResult) -> str:
    reach = face.phrases.of("reach", result.reach)
    if result.last_evidence is None:
        return reach
    since = min((cited.valid_from for cited in _citations(result)), default=result.last_evidence)
    return f"{reach} · {face.t('outcome.since', first=since, last=result.last_evidence)}"


def _letters(result: CaseResult) -> str:
    return "".join(sorted({cited.confidence.value for cited in _citations(result)}))


def _citations(result: CaseResult) -> list[Citation]:
    return [cited for entry in result.journal for cited in entry.citations]


def _rules(face: Face, result: CaseResult) -> Iterator[str]:
    for cited in _citations(result):
        yield rule(face, cited)
        yield from (f"  {line}" for line in sources(cited.sources))
        yield f"  {cited.rule} – {cited.pack} {cited.pack_version} {cited.pack_hash}"
    for entry in result.journal:
        yield from sources(entry.gap_sources)


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
