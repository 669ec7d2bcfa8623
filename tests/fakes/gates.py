"""An emulator whose gates say what the test says, without packs or processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from linktester import links
from linktester.model.citation import Citation, Confidence, GapKind, Gate, RuleKind, Source
from linktester.model.link import Link
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Record
from linktester.serve.gates import Ruling, Stand
from linktester.serve.ground import Ground
from linktester.serve.worlds import World

SOURCE = Source("EV-1", "2022-01-01", "somebody said so")


def citation(effect: str) -> Citation:
    return Citation(
        rule=f"said.{effect}",
        pack="said",
        pack_version="2022-01-01",
        pack_hash="0" * 16,
        effect=effect,
        gate=Gate.HOST,
        kind=RuleKind.CHANGE,
        confidence=Confidence.DOCUMENTED,
        valid_from="2022-01-01",
        last_confirmed="2022-01-01",
    )


def ruling(effect: str | None, role: str) -> Ruling:
    """Return the ruling of an effect; `no-policy` and `conflict` are gaps, None is no rule at all."""
    if effect is None:
        return Ruling(None, Record(role=role))
    if effect in set(GapKind):
        sources = (SOURCE,) if effect == "conflict" else ()
        return Ruling(None, Record(role=role, gap=GapKind(effect), gap_sources=sources))
    return Ruling(effect, Record(role=role, citations=(citation(effect),), effects=(effect,)))


@dataclass
class SaidGates:
    """Answers by link family; what is not said is a gap at the host and no opinion at the target."""

    hosts: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Stand]] = field(default_factory=list)
    packs: Any = field(
        default_factory=lambda: SimpleNamespace(
            vocabulary=SimpleNamespace(surfaces=frozenset({"chat", "scan", "webview", "checkout"})),
            versions=lambda: {"said": "2022-01-01 0000"},
        )
    )

    def host(self, world: World, link: Link, stand: Stand) -> Ruling:
        self.asked.append((link.family, stand))
        return ruling(self.hosts.get(link.family, "no-policy"), "client")

    def target(self, world: World, link: Link, stand: Stand) -> Ruling:
        return ruling(self.targets.get(link.family), "host")


def said_emulator(folder: Path, gates: SaidGates | None = None, **ground: Any) -> Emulator:
    """Return an emulator with these gates; its state lies in `folder`, `ground` goes to its ground."""
    made: Any = gates or SaidGates()
    return Emulator(gates=made, ground=Ground(folder, **ground), catalogue=links.catalogue())
