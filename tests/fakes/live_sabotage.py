"""Sabotage of the running product: the same probe before and after somebody has tampered with it."""

import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from linktester.model.case import Probe
from linktester.model.citation import Gate
from linktester.model.pack import Question, Rule
from linktester.model.run import CaseResult
from linktester.model.world import Site, WorldSpec
from linktester.policy import decide, history, load, question_for
from linktester.send import EmulatorProcess
from tests.fakes.answers import said
from tests.fakes.journeys import a_probe, run, told
from tests.fakes.matrix import SITES
from tests.fakes.spoilt_product import Fault, SpoiltProduct, SpoiltRun

SCENES = Path(__file__).parents[1] / "corpus" / "sabotage.toml"


@dataclass(frozen=True, kw_only=True)
class Sabotage:
    """One tampering, the probe that must feel it, and what has to come of it."""

    id: str
    probe: Probe
    expect: Mapping[str, Any]
    healthy: Probe | None = None
    """The probe before the sabotage, where the probe itself carries it."""
    flips: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    edits: tuple[tuple[str, str, str], ...] = ()
    """(template, old, new)."""
    faults: tuple[Fault, ...] = ()

    @property
    def touches(self) -> frozenset[str]:
        """Everything of the product that this tampers with or that its probe meets."""
        rules = {rule.id for question in questions(self.probe) for rule in history(load_once(), question)}
        return frozenset({*rules, *self.flips, *self.gone, *(template for template, _, _ in self.edits)})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the confusion matrix."""

    sabotage: Sabotage
    before: CaseResult
    after: CaseResult

    def line(self) -> str:
        parts = [self.sabotage.id, told(self.before), told(self.after), self.after.disagreement or ""]
        return "\t".join(parts)

    @property
    def shows(self) -> bool:
        """Whether anything betrays the tampering."""
        return told(self.before) != told(self.after) or self.after.disagreement is not None

    def differences(self) -> list[str]:
        """Return what is otherwise than expected."""
        verdict, expect = self.after.verdict, self.sabotage.expect
        allowed = expect["outcome"] if isinstance(expect["outcome"], list) else [expect["outcome"]]
        by = "nobody" if verdict.by is None else verdict.by.value
        good = verdict.outcome in allowed and expect.get("by", by) == by
        good = good and expect.get("cause", verdict.cause) == verdict.cause
        if expect.get("modifiers", "any") != "any":
            good = good and list(verdict.modifiers) == expect["modifiers"]
        return [] if good else [f"{self.sabotage.id}: expected {dict(expect)}; judged {told(self.after)}"]


@cache
def load_once() -> Any:
    """Return the shipped packs."""
    return load()


@cache
def listed() -> Mapping[str, list[dict[str, Any]]]:
    """Return the tables of `sabotage.toml`."""
    return tomllib.loads(SCENES.read_text(encoding="utf-8"))


def questions(probe: Probe) -> Iterator[Question]:
    """Yield what the gates are asked about a probe's link."""
    for gate in Gate:
        yield question_for(
            probe.link, probe.host, probe.surface, probe.entry, probe.phone.os, probe.client, gate=gate
        )


def deciding_rule(probe: Probe, gate: Gate) -> Rule:
    """Return the rule that answers a probe at one gate."""
    question = next(each for each in questions(probe) if each.gate is gate)
    found = said(decide(load_once(), question, WorldSpec(as_of=probe.as_of, accept=probe.accept)))
    assert found is not None, question
    return load_once().rules[found.rules[0]]


def scene(told_of: Mapping[str, str], name: str, sites: tuple[Site, ...] = SITES) -> Probe:
    """Return the probe of a scene in `sabotage.toml`."""
    words = dict(told_of)
    return a_probe(
        words.pop("link"), words.pop("host"), words.pop("surface"), words.pop("as_of"),
        case_id=name, sites=sites, **words,
    )  # fmt: skip


def flipped_rules() -> Iterator[Sabotage]:
    """Yield every flip of the listed scenes."""
    for table in listed()["flip"]:
        for row in table["rows"]:
            name = f"flip/{table['id']}/{row['to']}"
            probe = scene(table["scene"], name)
            rule = deciding_rule(probe, Gate(table.get("gate", "host")))
            expect = {"outcome": row["outcome"], **{k: v for k, v in row.items() if k != "to"}}
            yield Sabotage(id=name, probe=probe, expect=expect, flips={rule.id: row["to"]})


def deleted_rules() -> Iterator[Sabotage]:
    """Yield the listed scenes whose rules are taken away: those with no other source than the ones gone."""
    for table in listed()["delete"]:
        probe = scene(table["scene"], f"delete/{table['id']}")
        sources = set(table["gone"])
        gone = {
            rule.id
            for rule in load_once().rules.values()
            if rule.platform == probe.host
            and (sources == {"*"} or {source.id for source in rule.sources} <= sources)
        }
        yield Sabotage(id=probe.case_id, probe=probe, expect=table["expect"], gone=frozenset(gone))


def in_turn(sabotages: Iterable[Sabotage]) -> list[list[Sabotage]]:
    """Return groups that can be done to one product at once, because none meets what another tampers with."""
    groups: list[tuple[set[str], list[Sabotage]]] = []
    for one in sabotages:
        touched = one.touches
        fitting = next((group for group in groups if not group[0] & touched), None)
        if fitting is None:
            fitting = (set(), [])
            groups.append(fitting)
        fitting[0].update(touched)
        fitting[1].append(one)
    return [members for _, members in groups]


def tampered(shipped: EmulatorProcess, sabotages: Iterable[Sabotage]) -> list[Outcome]:
    """Do all sabotages of rules and pages, each group to a product of its own; return what came of them."""
    asked = list(sabotages)
    before = dict(zip((one.id for one in asked), run(shipped, [one.probe for one in asked]), strict=True))
    after: dict[str, CaseResult] = {}
    for group in in_turn(asked):
        with tempfile.TemporaryDirectory() as folder:
            product = SpoiltProduct(Path(folder))
            for one in group:
                product.flip(one.flips)
                product.delete(one.gone)
                for edit in one.edits:
                    product.edit(*edit)
            with product.emulator() as process:
                results = run(process, [one.probe for one in group])
        after.update(zip((one.id for one in group), results, strict=True))
    return [Outcome(one, before[one.id], after[one.id]) for one in asked]


def faulty(shipped: EmulatorProcess, sabotages: Iterable[Sabotage]) -> list[Outcome]:
    """Do the sabotages of worlds, each in worlds of its own; return what came of them."""
    asked = list(sabotages)
    before = run(shipped, [one.healthy or one.probe for one in asked])
    after = [run(SpoiltRun(shipped, one.faults), [one.probe])[0] for one in asked]
    return [Outcome(*line) for line in zip(asked, before, after, strict=True)]
