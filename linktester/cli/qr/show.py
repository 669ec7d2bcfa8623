"""Shows what a code says: what it is, its fields with their places, findings with what to mend."""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from linktester import payments
from linktester.cli.face import Cell, Face, Styled
from linktester.cli.finding import COLOURS, show_finding
from linktester.cli.qr.records import record
from linktester.model.link import Finding
from linktester.model.payment import UNKNOWN, Aspect, CodeField, CodeFinding, Reading

_LEAST = 24
"""Columns a value wants beside what it is."""
_SUMMARY = ("payee", "account", "reference", "country", "expires")


def reading(face: Face, said: Reading, page: int | None = None, symbol: str = "") -> None:
    """Print one code for people."""
    face.fields(_head(face, said, page, symbol))
    if said.fields:
        templates = {each.path for each in said.fields if each.template}
        face.line()
        face.table(
            tuple(face.t(f"cli.column-{name}") for name in ("path", "place", "meaning", "value")),
            [_field(face, each, templates) for each in said.fields],
            wide_last=True,
            whole=(1, 2),
            least=_LEAST,
        )
    findings = payments.spoken(said, face.words.language)
    for aspect in Aspect:
        _findings(face, aspect, [each for each in findings if each.aspect is aspect])
    if said.standard != UNKNOWN and not said.findings:
        face.line(face.t("cli.nothing-wrong"), "green")


def scan(face: Face, against: Sequence[tuple[int, Finding]], *, several: bool) -> None:
    """Print what would keep scanners from reading the picture."""
    if against:
        face.line()
        face.line(face.t("cli.scanning"), "bold")
    for page, finding in against:
        if several:
            face.line(face.t("cli.page", page=page), "dim")
        show_finding(face, finding)


def as_json(
    face: Face, said: Reading, page: int | None, symbol: str, against: Sequence[tuple[int, Finding]]
) -> str:
    """Return one code as a line of JSON: the record of the batch mode, and what people are shown besides."""
    told = record(said, face.words)
    shown = [name for name in told.__struct_fields__ if name != "id"]
    plain = {name: msgspec.to_builtins(getattr(told, name)) for name in shown}
    for each, finding in zip(plain["findings"], said.findings, strict=True):
        each["aspect"] = finding.aspect.value
    plain["summary"] = msgspec.to_builtins(said.summary)
    plain["schemes"] = list(said.schemes)
    plain["payload_hex"] = said.payload.hex()
    if page is not None:
        plain["page"], plain["symbol"] = page, symbol
        plain["scanning"] = [
            {
                "code": finding.message.code.partition(".")[2],
                "severity": finding.severity.value,
                "where": finding.where,
                "message": face.words.say(finding.message),
            }
            for number, finding in against
            if number == page
        ]
    return msgspec.json.encode(plain).decode() + "\n"


def _head(face: Face, said: Reading, page: int | None, symbol: str) -> list[tuple[str, Cell]]:
    pairs: list[tuple[str, Cell]] = [(face.t("cli.column-standard"), _standard(face, said))]
    others = [each for each in said.schemes if each != said.standard]
    if others:
        names = ", ".join(_name(face, each) for each in others)
        pairs.append((face.t("cli.other-schemes"), names))
    pairs.append((face.t("cli.validity"), _validity(face, said)))
    if page is not None:
        pairs.append((face.t("cli.symbol"), f"{symbol} · {face.t('cli.page', page=page)}"))
    pairs.append((face.t("cli.octets"), str(len(said.payload))))
    pairs += [(face.t(f"cli.summary-{name}"), value) for name, value in _summary(said) if value]
    return pairs


def _summary(said: Reading) -> Iterator[tuple[str, str]]:
    if said.summary.amount:
        yield "amount", f"{said.summary.amount} {said.summary.currency}".strip()
    else:
        yield "currency", said.summary.currency
    for name in _SUMMARY:
        yield name, getattr(said.summary, name)


def _standard(face: Face, said: Reading) -> str:
    return face.t("cli.no-standard") if said.standard == UNKNOWN else _name(face, said.standard)


def _name(face: Face, standard: str) -> str:
    known = payments.standard(standard)
    return f"{face.words.local(known.name)} ({standard})" if known else standard


def _validity(face: Face, said: Reading) -> Styled:
    if said.standard == UNKNOWN:
        return Styled(face.t("cli.validity-unknown"), "dim")
    if said.valid:
        return Styled(face.t("cli.validity-yes"), "green", "●")
    return Styled(face.t("cli.validity-no"), "red", "■")


def _field(face: Face, each: CodeField, templates: Collection[str]) -> tuple[Cell, ...]:
    path = each.path
    if face.is_terminal:
        path = "  " * sum(each.path.startswith(f"{above}/") for above in templates) + path
    name = face.words.local(each.title) if each.title else each.name or face.t("cli.field-unknown")
    value: Cell = Styled(each.value, "dim") if each.template else each.value
    return path, f"{each.offset}+{each.length}", Styled(name, "" if each.name else "yellow"), value


def _findings(face: Face, aspect: Aspect, found: Sequence[CodeFinding]) -> None:
    if not found:
        return
    face.line()
    face.line(face.t(f"cli.aspect-{aspect}"), "bold")
    for each in found:
        grade = face.t(f"cli.severity-{each.severity}")
        where = f" {each.where}" if each.where else ""
        face.line(f"{grade}{where}: {face.words.say(each.message)}", COLOURS[each.severity])
