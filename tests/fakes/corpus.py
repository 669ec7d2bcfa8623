"""Loads the corpus of hand-typed evidence (`tests/corpus/*.toml`) into model values for testing the judge."""

import copy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from linktester.links import parse
from linktester.model.citation import GapKind
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Exchange,
    Failed,
    HarnessGap,
    Item,
    Launched,
    Left,
    Navigated,
    Offered,
    PageFacts,
    Presented,
    Prompted,
    Redirected,
    Rendered,
    Requested,
    Screen,
    ScriptNotRun,
    Stayed,
    Swallowed,
    TesterSaid,
)
from linktester.model.link import Content, Identity, Intent, Link, PlatformId
from linktester.model.verdict import Basis, By, Cause, Modifier, Outcome

FOLDER = Path(__file__).parent.parent / "corpus"
NOT_CASES = frozenset({"sabotage.toml"})
TYPED_AT = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=8)))
BROWSER = {"host": "browser", "surface": "browser", "entry": "typed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusCase:
    """One entry: a link, what was seen, and the honest verdict."""

    id: str
    title: str
    source: str
    link: Link
    evidence: Evidence
    control: Evidence | None
    outcome: Outcome
    """The first of `outcomes`."""
    outcomes: tuple[Outcome, ...]
    """All that are allowed; more than one only among the spoilt entries."""
    modifiers: tuple[Modifier, ...] | None
    """None = not compared."""
    by: By | None
    compare_by: bool
    """False = `by` is left open by the entry."""
    cause: Cause | None
    assumed: bool | None
    """None = not compared."""


def load() -> list[CorpusCase]:
    """Return every entry, files in name order, entries in file order."""
    return [case for path in files() for case in load_file(path)]


def files() -> list[Path]:
    """Return the corpus files (not the list of sabotages)."""
    return sorted(path for path in FOLDER.glob("*.toml") if path.name not in NOT_CASES)


def load_file(path: Path) -> list[CorpusCase]:
    """Return the entries of one file."""
    return [_case(entry) for entry in _document(path)["case"]]


def spoiled() -> list[CorpusCase]:
    """Return the corpus entries that `sabotage.toml` spoils, with the verdict they must have then."""
    entries = {entry["id"]: entry for path in files() for entry in _document(path)["case"]}
    return [_spoil(entries[row["base"]], row) for row in sabotages()["spoil"]]


def sabotages() -> dict[str, Any]:
    """Return `sabotage.toml` as it stands: `spoil` for the judge alone, the other lists for live scenes."""
    return _document(FOLDER / "sabotage.toml")


def _document(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _spoil(base: Mapping[str, Any], row: Mapping[str, Any]) -> CorpusCase:
    entry = copy.deepcopy(dict(base))
    entry["id"] = f"{base['id']}+{row['id']}"
    entry["expect"] = row["expect"]
    for edit in row["edit"]:
        _edit(entry, edit)
    return _case(entry)


def _edit(entry: dict[str, Any], edit: Mapping[str, Any]) -> None:
    if edit["op"] == "no-control":
        entry.pop("control", None)
        return
    runs = ("evidence", "control") if edit["run"] == "both" else (edit["run"],)
    for run in runs:
        entry[run] = _edited(entry[run], edit)


def _edited(rows: list[dict[str, Any]], edit: Mapping[str, Any]) -> list[dict[str, Any]]:
    match edit["op"]:
        case "replace":
            return [_replaced(row, edit["old"], edit["new"]) for row in rows]
        case "append":
            return [*rows, copy.deepcopy(edit["row"])]
        case "cut":
            return rows[: edit["keep"]]
        case "page":
            _change(_of(rows, "Rendered", edit["nth"]).setdefault("page", {}), edit)
        case "status":
            _of(rows, "Rendered", edit["nth"])["status"] = edit["to"]
        case "launch":
            _change(_of(rows, "Launched", -1), edit)
        case "items":
            _change_items(_of(rows, "Offered", -1), edit)
        case other:
            raise ValueError(other)
    return rows


def _of(rows: list[dict[str, Any]], kind: str, nth: int) -> dict[str, Any]:
    return [row for row in rows if row["type"] == kind][nth]


def _change(fields: dict[str, Any], edit: Mapping[str, Any]) -> None:
    fields.update(copy.deepcopy(edit.get("set", {})))
    for name in edit.get("drop", []):
        fields.pop(name)


def _change_items(offered: dict[str, Any], edit: Mapping[str, Any]) -> None:
    gone = edit.get("drop", [])
    if offered.get("chosen") in gone:
        offered.pop("chosen")
    kept = [item for item in offered["items"] if item["id"] not in gone]
    offered["items"] = [{**item, **edit.get("set", {}).get(item["id"], {})} for item in kept]


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replaced(part, old, new) for part in value]
    if isinstance(value, dict):
        return {name: _replaced(part, old, new) for name, part in value.items()}
    return value


def _case(entry: Mapping[str, Any]) -> CorpusCase:
    link = link_of(entry["link"], entry.get("intent"), entry.get("content"))
    expect = entry["expect"]
    named = expect["outcome"]
    outcomes = tuple(Outcome(name) for name in ([named] if isinstance(named, str) else named))
    modifiers = expect.get("modifiers", [])
    by = expect.get("by")
    control = entry.get("control")
    return CorpusCase(
        id=entry["id"],
        title=entry["title"],
        source=entry["source"],
        link=link,
        evidence=evidence_of(entry["id"], entry["at"], entry["evidence"], link),
        control=None if control is None else evidence_of(entry["id"] + "-control", BROWSER, control, link),
        outcome=outcomes[0],
        outcomes=outcomes,
        modifiers=None if modifiers == "any" else tuple(sorted(Modifier(m) for m in modifiers)),
        by=None if by in {None, "nobody"} else By(by),
        compare_by=by is not None,
        cause=Cause(expect["cause"]) if "cause" in expect else None,
        assumed=expect.get("assumed"),
    )


def link_of(text: str, intent: str | None = None, content: str | None = None) -> Link:
    """Return the link of an entry, read by the product's own grammar."""
    parsed = parse(
        text,
        intent=None if intent is None else Intent(intent),
        content=None if content is None else Content(content),
    )
    return parsed.link


def evidence_of(key: str, at: Mapping[str, Any], rows: list[Mapping[str, Any]], link: Link) -> Evidence:
    """Return the evidence of one run: a `Presented`, then the typed rows with an exchange each where a page
    was fetched."""
    exchanges: list[Exchange] = []
    observations: list[AnyObservation] = [
        Presented(
            host=PlatformId(at["host"]),
            surface=at["surface"],
            entry=at["entry"],
            picture=at.get("picture", False),
        )
    ]
    for row in rows:
        observations += _observations(dict(row), exchanges, link)
    return Evidence(
        probe_key=key,
        basis=Basis(at.get("basis", "simulated")),
        started_at=TYPED_AT,
        exchanges=tuple(exchanges),
        observations=tuple(observations),
    )


def _observations(row: dict[str, Any], exchanges: list[Exchange], link: Link) -> list[AnyObservation]:
    kind = row.pop("type")
    if kind in {"Rendered", "Redirected"}:
        return _fetched(kind, row, exchanges)
    return [_other(kind, row, link)]


def _fetched(kind: str, row: dict[str, Any], exchanges: list[Exchange]) -> list[AnyObservation]:
    index = len(exchanges)
    exchanges.append(_exchange(row))
    asked = Requested(url=row["url"], exchange=index)
    if kind == "Redirected":
        location = row["location"]
        return [asked, Redirected(url=row["url"], status=row["status"], location=location, exchange=index)]
    shown = Rendered(
        url=row["url"],
        status=row.get("status", 200),
        page=_page(row.get("page", {})),
        content_type=row.get("content_type", "text/html; charset=utf-8"),
        exchange=index,
    )
    return [asked, shown]


def _exchange(row: Mapping[str, Any]) -> Exchange:
    answer = [("content-type", row.get("content_type", "text/html; charset=utf-8"))]
    if "location" in row:
        answer.append(("location", row["location"]))
    _scheme, _, rest = row["url"].partition("://")
    path = "/" + rest.partition("/")[2]
    return Exchange(
        method="GET",
        url=row["url"],
        target=path.partition("#")[0].encode(),
        request_headers=tuple((k, v) for k, v in row.get("sent", [])),
        status=row.get("status", 200),
        response_headers=tuple(answer),
    )


def _page(facts: Mapping[str, Any]) -> PageFacts:
    return PageFacts(
        title=facts.get("title", ""),
        text=facts.get("text", ""),
        canonical=facts.get("canonical"),
        og_url=facts.get("og_url"),
        metas=_pairs(facts.get("metas", [])),
        links=_pairs(facts.get("links", [])),
        classes=tuple(sorted(facts.get("classes", []))),
        script_names=tuple(sorted(facts.get("script_names", []))),
        has_password_field=facts.get("has_password_field", False),
    )


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in rows)


def _other(kind: str, row: dict[str, Any], link: Link) -> AnyObservation:
    if kind == "Launched":
        return _launched(row, link)
    if kind == "Offered":
        items = tuple(Item(id=i["id"], label=i["label"], kind=i["kind"]) for i in row.pop("items"))
        return Offered(items=items, **row)
    if kind == "HarnessGap":
        return HarnessGap(kind=GapKind(row["kind"]))
    simple: dict[str, type[AnyObservation]] = {
        "Navigated": Navigated,
        "Swallowed": Swallowed,
        "Stayed": Stayed,
        "Left": Left,
        "Prompted": Prompted,
        "TesterSaid": TesterSaid,
        "ScriptNotRun": ScriptNotRun,
        "Failed": Failed,
    }
    return simple[kind](**row)


def _launched(row: dict[str, Any], link: Link) -> Launched:
    screen = row.pop("screen", None)
    trace = tuple(row.pop("trace", ()))
    row.setdefault("gesture", True)
    row.setdefault("mechanism", "custom-scheme")
    return Launched(trace=trace, screen=None if screen is None else _screen(screen, link), **row)


def _screen(screen: Mapping[str, Any], link: Link) -> Screen:
    title = screen.get("title", "")
    if screen.get("same"):
        return Screen(link.identity, title)
    if "link" in screen:
        return Screen(link_of(screen["link"]).identity, title)
    return Screen(
        Identity(PlatformId(screen["platform"]), screen["kind"], dict(screen.get("params", {}))), title
    )
