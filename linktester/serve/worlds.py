"""The worlds this process answers in: immutable circumstances, many at once.

Equal specs make equal worlds, so that a sender may post its spec again after a restart. A request without
a world header is answered in the default world, which is now by the business clock.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from linktester.model.world import Site, WorldSpec
from linktester.serve.faults import Fault

MOST_WORLDS = 20_000
"""The least recently used is forgotten beyond this; its sender posts it again."""
DEFAULT = "default"
_DEFAULT_LIFE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One world."""

    id: str
    spec: WorldSpec
    sites: Mapping[str, Site] = field(default_factory=dict)
    """The spec's stand-ins, by lower-case host."""
    faults: tuple[Fault, ...] = ()
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Answers of the gates, which cannot change within a world."""

    @property
    def as_of(self) -> datetime:
        """The policy date and the clock of tickets."""
        return self.spec.as_of


class Worlds:
    """All worlds by id."""

    def __init__(self, most: int = MOST_WORLDS, now: Callable[[], datetime] | None = None) -> None:
        self._most = most
        self._now = now or _real_now
        self._worlds: OrderedDict[str, World] = OrderedDict()
        self._default: World | None = None

    def make(self, spec: WorldSpec, faults: tuple[Fault, ...] = ()) -> World:
        """Return the world of `spec`, the same one for equal specs."""
        known = _id(spec, faults)
        world = self.find(known)
        if world is None:
            sites = {site.host.lower(): site for site in spec.sites}
            world = World(id=known, spec=spec, sites=sites, faults=faults)
            self._worlds[known] = world
            if len(self._worlds) > self._most:
                self._worlds.popitem(last=False)
        return world

    def find(self, id_: str) -> World | None:
        """Return the world with this id, None when there is none (any more)."""
        if id_ == DEFAULT:
            return self.default()
        world = self._worlds.get(id_)
        if world is not None:
            self._worlds.move_to_end(id_)
        return world

    def default(self) -> World:
        """Return the world of requests that name none; its date follows the clock by the minute."""
        moment = self._now()
        known = self._default
        if known is None or not timedelta() <= moment - known.as_of < _DEFAULT_LIFE:
            known = self._default = World(id=DEFAULT, spec=WorldSpec(as_of=moment))
        return known


def _real_now() -> datetime:
    return datetime.now(UTC)


def _id(spec: WorldSpec, faults: tuple[Fault, ...]) -> str:
    canonical = msgspec.to_builtins((spec, faults), order="sorted")
    canonical[0]["as_of"] = spec.as_of.astimezone(UTC).isoformat()
    text = msgspec.json.encode(canonical, order="sorted")
    return "w" + hashlib.sha256(text).hexdigest()[:20]
