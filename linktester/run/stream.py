"""The `--json` stream: one event per line, `run_finished` last. Its schema ships as `events.schema.json`.

All fields stand in every line, octets of answers excepted: their length and SHA-256 do, and the archive keeps
the octets themselves.
"""

import json
from typing import IO, Any

import msgspec

from linktester.model.events import (
    CaseFinished,
    CaseStarted,
    EmulatorRestarted,
    Event,
    Note,
    RunFinished,
    RunStarted,
)
from linktester.model.evidence import Evidence

NAMES: dict[type, str] = {
    RunStarted: "run_started",
    CaseStarted: "case_started",
    CaseFinished: "case_finished",
    EmulatorRestarted: "emulator_restarted",
    Note: "note",
    RunFinished: "run_finished",
}


def line(event: Event) -> str:
    """Return `event` as one line of JSON in ASCII, without the line break."""
    plain: dict[str, Any] = {"event": NAMES[type(event)]}
    plain.update(msgspec.to_builtins(event, order="deterministic"))
    if isinstance(event, CaseFinished):
        result = plain["result"]
        _tell_evidence(result["evidence"], event.result.evidence)
        if event.result.control is not None:
            _tell_evidence(result["control"], event.result.control)
        result["probe"]["key"] = event.result.probe.key
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"))


class JsonLines:
    """A sink that writes the stream to an open text file."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def __call__(self, event: Event, /) -> None:
        """Write one line and flush it: whoever reads the stream wants to see it as it happens."""
        self._out.write(line(event) + "\n")
        self._out.flush()


def _tell_evidence(plain: dict[str, Any], evidence: Evidence) -> None:
    for exchange in plain["exchanges"]:
        del exchange["body"]
    for told, observation in zip(plain["observations"], evidence.observations, strict=True):
        told["type"] = type(observation).__name__
