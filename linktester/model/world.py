"""Worlds: the immutable circumstances under which an emulator answers."""

from dataclasses import dataclass, field
from datetime import datetime

from linktester.model.association import FileFault, SiteFiles
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.link import WEB, Content, PlatformId
from linktester.model.system import OS


@dataclass(frozen=True, slots=True)
class Route:
    """Where a stand-in sends the visitors of one app."""

    app: PlatformId
    to: str
    """An address to be redirected to, or what the page hands to WeChat's bridge, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A stand-in for a host the user names ("your own site")."""

    host: str
    """Lower-case host name without port."""
    owner: PlatformId = WEB
    content: Content = Content.OTHER
    title: str = ""
    status: int = 200
    redirect: str | None = None
    """When set, the stand-in answers `status` (301, 302, 303, 307, 308) with this Location."""
    canonical: bool = True
    """The page states its own identity (`rel=canonical`); without it nothing can be identified there."""
    routes: tuple[Route, ...] = ()
    """By the visitor's User-Agent, as the server of an aggregated code decides; everybody else sees the
    page."""
    icp_filed: bool = True
    """False: some hosts show a confirm page for sites without ICP filing."""
    claimed_by: PlatformId | None = None
    """App that says it opens this host's https links: it is in its entitlements, manifest or module."""
    files: SiteFiles | None = None
    """Association files, for a site that an app claims."""
    file_fault: FileFault | None = None
    """What is wrong with them as served; also for a host that an app of the catalogue claims."""

    def file(self, os: OS) -> str | None:
        """Return the file for one system as its text was given; None = it is made up."""
        return None if self.files is None else self.files.of(os)

    @property
    def association(self) -> tuple[str | None, ...]:
        """What stands about association files; empty when nothing does."""
        told = (self.claimed_by, *map(self.file, OS), self.file_fault)
        return told if any(part is not None for part in told) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSpec:
    """What `POST /worlds` takes. Equal specs make equal worlds."""

    as_of: datetime
    """Aware. Policy date and ticket expiry follow it."""
    accept: frozenset[Confidence] = field(default=DEFAULT_ACCEPTED)
    """Confidence letters that may answer. Including I is "assume the rule holds"."""
    rollout_seed: int | None = None
    """None: the named branch of a roll-out, marked partial. A number picks a branch, the same each time."""
    sites: tuple[Site, ...] = ()
