"""The picture's own axes for tests, and forecasts put beside what a real run came to."""

from collections.abc import Sequence
from functools import cache

from linktester.model.case import Probe, Stand
from linktester.model.link import Link, PlatformId
from linktester.model.phone import OS, Surface
from linktester.model.world import WorldSpec
from linktester.policy import Packs, load
from linktester.policy.files import Text
from linktester.policy.forecast import Forecast, forecast
from linktester.policy.load import load_texts
from linktester.policy.picture import Subject, fitting, places, stand_at, subjects, suite_name
from linktester.policy.worlds import Terms, Worlds
from linktester.suite import bundled
from tests.fakes.matrix import a_link
from tests.fakes.packs import CLASSES, SOURCES, VOCABULARY, Fields, pack_text

SHIPPED = load()


@cache
def the_subjects() -> tuple[Subject, ...]:
    """Return the subjects with the links of the bundled suite."""
    return subjects(bundled(suite_name()).cases)


@cache
def the_worlds(os: OS = OS.ANDROID) -> Worlds:
    """Return the whole picture under the shipped packs."""
    shown = the_subjects()
    links = [subject.link for subject in shown]
    return Worlds.compute(SHIPPED, links, places(SHIPPED), Terms(os=os), shows=fitting(shown, os))


def index_of(name: str) -> int:
    """Return the index of a subject."""
    return [subject.id for subject in the_subjects()].index(name)


def at(host: str, surface: str) -> Stand:
    """Return a place, with its usual way to set links off."""
    return stand_at(PlatformId(host), Surface(surface))


def said(
    world: WorldSpec,
    link: Link | str = "taobao-item",
    stand: Stand | None = None,
    *,
    os: OS = OS.ANDROID,
    client: str | None = None,
    packs: Packs = SHIPPED,
) -> Forecast:
    """Return the forecast of a link (or of a family's representative), in WeChat's chat unless told."""
    meant = a_link(link) if isinstance(link, str) else link
    return forecast(packs, meant, stand or at("wechat", "chat"), os, client, world)


def with_target(host: Sequence[Fields], target: Sequence[Fields]) -> Packs:
    """Return packs of WeChat as the host and Taobao as the receiver."""
    texts = [
        Text("events.toml", SOURCES),
        Text("packs/wechat/rules.toml", pack_text(host)),
        Text("packs/taobao/rules.toml", pack_text(target, "taobao")),
    ]
    return load_texts(texts, classes=Text("packs/classes.toml", CLASSES), vocabulary=VOCABULARY)


def of_probe(probe: Probe) -> Forecast:
    """Return what the rules say of a probe."""
    world = WorldSpec(
        as_of=probe.as_of, accept=probe.accept, rollout_seed=probe.rollout_seed, sites=probe.sites
    )
    stand = Stand(probe.host, probe.surface, probe.entry)
    return forecast(SHIPPED, probe.link, stand, probe.phone.os, probe.client, world)
