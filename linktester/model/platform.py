"""Platforms: who they are on a phone. No rule of conduct stands here (see `model.pack`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from linktester.model.link import Content, PlatformId
from linktester.model.phone import OS


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """The app of a platform on one system. Unknown parts are None, never guessed."""

    os: OS
    package: str | None = None
    """iOS bundle id, Android package name, HarmonyOS bundle name."""
    store_id: str | None = None
    confidence: str = "R"
    """Letter of the reference: D, P, R, A; M (from memory) entries are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One entry of the catalogue, `data/platforms/<id>.toml`."""

    id: PlatformId
    name: Mapping[str, str]
    """Display name by language tag: `en`, `zh_CN`."""
    group: str
    """Owner: `tencent`, `alibaba`, `bytedance`, `jd`, … ; decides own and rival."""
    backed_by: tuple[str, ...] = ()
    """Groups that hold a stake as far as the reference says (JD: tencent)."""
    apps: tuple[AppIdentity, ...] = ()
    schemes: tuple[str, ...] = ()
    """Lower-case custom schemes the app answers to."""
    hosts: tuple[str, ...] = ()
    """Public hosts; `*.example.com` matches subdomains only, not the bare name."""
    claims: tuple[str, ...] = ()
    """Hosts whose https links the app takes from the system (universal / app links). The association
    files are not public, so every hand-off that rests on a claim is marked `assumed`."""
    scanned: tuple[str, ...] = ()
    """Openings of links that only the app's own scanner takes: the system hands them to nobody."""
    user_agents: Mapping[OS, str] = field(default_factory=dict)
    """Full web-view User-Agent per system, where the reference has one; tails are completed with the
    system web view's own prefix and listed in `assumed_user_agents`."""
    assumed_user_agents: tuple[OS, ...] = ()
    sources: tuple[str, ...] = ()
    """Source keys of the reference that back this entry."""
    content: Content = Content.OTHER
    """Content class of its web pages where no nearer family says one (`e-commerce` for shops)."""
