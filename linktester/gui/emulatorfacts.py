"""What the emulator itself can tell: since when it runs, and by which rules it goes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from linktester.model.errors import EnvironmentFault
from linktester.send import Control, Ready

READY = "ready.json"
"""Written into the state folder by every emulator when it begins to listen, removed when it ends."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was learnt; what could not be learnt is empty."""

    since: datetime | None = None
    """Aware."""
    packs: Mapping[str, str] = field(default_factory=dict)
    """Pack name → `version hash`."""


def ask(ready: Ready, state: Path) -> Facts:
    """Ask a running emulator. Blocks, for some seconds where it does not answer."""
    return Facts(_since(state), _packs(ready))


def _since(state: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp((state / READY).stat().st_mtime, UTC)
    except (OSError, ValueError):
        return None


def _packs(ready: Ready) -> Mapping[str, str]:
    try:
        return asyncio.run(_told(ready))
    except EnvironmentFault:
        return {}


async def _told(ready: Ready) -> Mapping[str, str]:
    control = Control(ready)
    try:
        return await control.packs()
    finally:
        await control.aclose()
