"""A copy of the whole product whose packs or page templates have been tampered with, and its emulator."""

import shutil
import sys
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import linktester
from linktester.codec import to_plain
from linktester.model.world import WorldSpec
from linktester.policy.mapping import NO_ANSWER
from linktester.run import EmulatedRun
from linktester.send import LIMITS, Control, EmulatedSession, EmulatorProcess, Ready, Target
from tests.fakes.packs import toml

ORIGINAL = Path(linktester.__file__).parent
FROM_COPY = """
import runpy, sys
sys.path.insert(0, {folder!r})
runpy.run_module("linktester.serve", run_name="__main__", alter_sys=True)
"""

Fault = Mapping[str, object]
"""One entry of a world's `faults`; see `linktester.serve.faults`."""


class SpoiltProduct:
    """The copy. What is not tampered with is as shipped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(ORIGINAL, folder / "linktester", ignore=shutil.ignore_patterns("__pycache__"))

    def flip(self, rules: Mapping[str, str]) -> None:
        """Give each of these rules another effect."""
        found = self._rewrite(rules)
        assert found == set(rules), set(rules) - found

    def delete(self, rules: Collection[str]) -> None:
        """Take these rules away."""
        found = self._rewrite(dict.fromkeys(rules))
        assert found == set(rules), set(rules) - found

    def edit(self, template: str, old: str, new: str) -> None:
        """Replace a piece of a page's template, everywhere in it."""
        file = self._data / "pages" / f"{template}.html"
        text = file.read_text(encoding="utf-8")
        assert old in text, (template, old)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def emulator(self) -> EmulatorProcess:
        """Return the copy's emulator, not yet started."""
        code = FROM_COPY.format(folder=str(self._folder))
        return EmulatorProcess(self._folder / "state", program=(sys.executable, "-c", code))

    @property
    def _data(self) -> Path:
        return self._folder / "linktester" / "data"

    def _rewrite(self, changes: Mapping[str, str | None]) -> set[str]:
        found = set()
        for file in (self._data / "packs").glob("*/*.toml"):
            pack = tomllib.loads(file.read_text(encoding="utf-8"))
            here = {rule["id"] for rule in pack["rule"]} & changes.keys()
            if here:
                kept = [_flipped(rule, changes.get(rule["id"], rule["effect"])) for rule in pack.pop("rule")]
                head = "".join(toml(pack, "-").splitlines(keepends=True)[1:])
                file.write_text(head + "\n".join(toml(rule) for rule in kept if rule), encoding="utf-8")
            found |= here
        return found


class SpoiltRun(EmulatedRun):
    """A run in worlds with faults; the sender does not know of them."""

    def __init__(self, process: EmulatorProcess, faults: tuple[Fault, ...]) -> None:
        super().__init__(process)
        self._faults = faults

    def open(self) -> EmulatedSession:
        self._session = _SpoiltSession(Target(self._process.ready), self._faults)
        return self._session


class _SpoiltSession(EmulatedSession):
    def __init__(self, target: Target, faults: tuple[Fault, ...]) -> None:
        super().__init__(target, LIMITS)
        self._control = _SpoilingControl(target.ready, faults)


class _SpoilingControl(Control):
    def __init__(self, ready: Ready, faults: tuple[Fault, ...]) -> None:
        super().__init__(ready)
        self._faults = faults

    async def world(self, spec: WorldSpec) -> str:
        body = {**to_plain(spec), "faults": list(self._faults)}
        return await self._line.field("POST", "worlds", "id", str, body)


def _flipped(rule: dict[str, Any], effect: str | None) -> dict[str, Any] | None:
    if effect is None:
        return None
    if effect == rule["effect"]:
        return rule
    flipped = {**rule, "effect": effect}
    if effect in NO_ANSWER:
        for name in ("confidence", "partial", "otherwise", "share"):
            flipped.pop(name, None)
    elif "confidence" not in flipped:
        flipped["confidence"] = "D"
    return flipped
