"""The link families that ship with the product, and the launch family every app of the catalogue has."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from linktester import resources
from linktester.codec import structure
from linktester.links.catalogue import catalogue
from linktester.links.family import Family, Form, IdentityRule, Vector
from linktester.model.link import FamilyId, Intent
from linktester.model.platform import Platform


@dataclass(frozen=True)
class _Shelf:
    """One file of families."""

    family: tuple[Family, ...]


@cache
def families() -> Mapping[FamilyId, Family]:
    """Return all families by id, those of the files first, in order of their files; read once."""
    found = {family.id: family for name in resources.names("families") for family in _read(name)}
    found.update((family.id, family) for family in _launches())
    return MappingProxyType(found)


def _read(name: str) -> tuple[Family, ...]:
    return structure(tomllib.loads(resources.read_text(name)), _Shelf).family


def _launches() -> Iterator[Family]:
    for platform in catalogue().platforms.values():
        if platform.schemes:
            yield _launch(platform)


def _launch(platform: Platform) -> Family:
    """Return the family of links that can only be asked to launch the platform's app."""
    scheme, source = platform.schemes[0], next(iter(platform.sources), "")
    return Family(
        id=FamilyId(f"{platform.id}-launch"),
        platform=platform.id,
        name={"en": f"{platform.name['en']} launch", "zh_CN": f"启动{platform.name['zh_CN']}"},
        intent=Intent.APP,
        forms=(Form(schemes=platform.schemes),),
        identity=(IdentityRule(kind="launch"),),
        identity_only=True,
        sources=platform.sources,
        confidence=platform.apps[0].confidence if platform.apps else "A",
        note="Launches the app. A path is not recorded for this family, so none can be asked for.",
        vectors=(
            Vector(link=f"{scheme}://", source=source),
            Vector(link=f"{scheme.upper()}://", source=source),
            Vector(link=f"{scheme}:", source=source),
            Vector(link=scheme, source=source, family=FamilyId("custom-scheme")),
            Vector(link=f"x{scheme}://", source=source, family=FamilyId("custom-scheme")),
            Vector(link=f"https://{scheme}.example/", source=source, family=FamilyId("web-page")),
        ),
    )


@cache
def sources() -> Mapping[str, str]:
    """Return source key → where it was read, for the keys families and platforms name."""
    return MappingProxyType(tomllib.loads(resources.read_text("sources/links.toml")))
