"""The catalogue of platforms: who owns a host or a scheme, and how each app names itself on the wire."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from types import MappingProxyType

from linktester import resources
from linktester.codec import structure
from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.model.platform import AppIdentity, Platform

WEB_VIEW_PREFIX: Mapping[OS, str] = {
    OS.IOS: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148",
    OS.ANDROID: "Mozilla/5.0 (Linux; Android 13; PHF110 Build/RKQ1.211119.001; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36",
}
"""What the system's own web view says of itself, as recorded without any app's tail. HarmonyOS: no web view
of a catalogued app is recorded, Android's stands in, and is told as assumed."""


@dataclass(frozen=True)
class Catalogue:
    """All platforms, by id, host, scheme and package."""

    platforms: Mapping[PlatformId, Platform]

    def of_host(self, host: str) -> Platform | None:
        """Return whose public host `host` is (any case, no port); exact names win over wildcards."""
        name = host.lower().rstrip(".")
        found = self._by_host.get(name)
        while found is None and "." in name:
            name = name.partition(".")[2]
            found = self._by_host.get(f"*.{name}")
        return found

    def of_scheme(self, scheme: str) -> tuple[Platform, ...]:
        """Return the platforms whose apps answer to `scheme` (any case, without colon)."""
        return self._by_scheme.get(scheme.lower(), ())

    def of_package(self, package: str) -> Platform | None:
        """Return whose app has this package name or bundle id."""
        return self._by_package.get(package)

    def hosts(self) -> tuple[str, ...]:
        """Return all public hosts and wildcards, sorted."""
        return tuple(sorted(self._by_host))

    @cached_property
    def _by_host(self) -> Mapping[str, Platform]:
        return {host: platform for platform in self.platforms.values() for host in platform.hosts}

    @cached_property
    def _by_scheme(self) -> Mapping[str, tuple[Platform, ...]]:
        table: dict[str, tuple[Platform, ...]] = {}
        for platform in self.platforms.values():
            for scheme in platform.schemes:
                table[scheme] = (*table.get(scheme, ()), platform)
        return table

    @cached_property
    def _by_package(self) -> Mapping[str, Platform]:
        return {
            app.package: platform
            for platform in self.platforms.values()
            for app in platform.apps
            if app.package is not None
        }


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A platform file: the platform, and the tails of User-Agents recorded without their beginning."""

    platform: Platform
    tails: Mapping[OS, str] = field(default_factory=dict)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that ships with the product; read once."""
    entries = [
        structure(tomllib.loads(resources.read_text(name)), _Entry) for name in resources.names("platforms")
    ]
    platforms = {entry.platform.id: _completed(entry) for entry in entries}
    return Catalogue(MappingProxyType(platforms))


def _completed(entry: _Entry) -> Platform:
    """Return the platform with a User-Agent for every system and a place on HarmonyOS, assumed parts told."""
    platform = entry.platform
    if not platform.apps:
        return platform
    agents = dict(platform.user_agents)
    for os, prefix in WEB_VIEW_PREFIX.items():
        agents.setdefault(os, f"{prefix} {entry.tails.get(os, '')}".rstrip())
    agents.setdefault(OS.HARMONY, agents[OS.ANDROID])
    told = platform.assumed_user_agents
    assumed = tuple(os for os in OS if os in told or os not in platform.user_agents)
    apps = platform.apps
    if all(app.os is not OS.HARMONY for app in apps):
        apps = (*apps, AppIdentity(OS.HARMONY, confidence="I"))
    return replace(platform, apps=apps, user_agents=agents, assumed_user_agents=assumed)
