"""The link families that ship with the product, and the launch family every app of the catalogue has."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from linktester import resources
from linktester.codec import structure
from linktester.links.catalogue import catalogue
from linktester.links.family import Family, FieldSpec, Form, IdentityRule, Vector, Where
from linktester.model.link import WEB, Content, FamilyId, Intent, PlatformId
from linktester.model.payment import StandardId
from linktester.model.platform import Platform
from linktester.payments import standards


@dataclass(frozen=True, kw_only=True)
class _Code:
    """Payment codes that are no web links: name, sources and confidence are those of their standard."""

    id: FamilyId
    standard: StandardId
    owner: str = ""
    """Only codes of this wallet, where a standard has several."""
    platform: PlatformId = WEB
    schemes: tuple[str, ...] = ()
    """Where such a code is written as a link; the first is the standard's own."""
    name: Mapping[str, str] = field(default_factory=dict)
    """Left out: the standard's."""
    confidence: str = ""
    """Left out: the standard's."""
    vectors: tuple[Vector, ...] = ()


@dataclass(frozen=True)
class _Shelf:
    """One file of families."""

    family: tuple[Family, ...] = ()
    code: tuple[_Code, ...] = ()


CODE_FIELDS = ("code", "standard", "owner", "amount", "currency", "payee", "account", "reference")
"""What a payment code is read to say, in the order people ask."""


@cache
def families() -> Mapping[FamilyId, Family]:
    """Return all families by id, those of the files first, in order of their files; read once."""
    found = {family.id: family for name in resources.names("families") for family in _read(name)}
    found.update((family.id, family) for family in _launches())
    return MappingProxyType(found)


def _read(name: str) -> tuple[Family, ...]:
    shelf = structure(tomllib.loads(resources.read_text(name)), _Shelf)
    return (*shelf.family, *map(_code, shelf.code))


def _code(row: _Code) -> Family:
    """Return the family of one standard's codes. What it means to reach one: exactly this code."""
    standard = standards()[row.standard]
    when = {"owner": row.owner} if row.owner else {}
    return Family(
        id=row.id,
        platform=row.platform,
        name=row.name or standard.name,
        intent=Intent.PAYMENT,
        content=Content.PAYMENT,
        forms=(Form(schemes=row.schemes, standards=(row.standard,), when=when),),
        fields=tuple(FieldSpec(name=name, where=Where.CODE, required=name == "code") for name in CODE_FIELDS),
        identity=(IdentityRule(kind="code", params={"standard": "standard", "code": "code"}),),
        sources=standard.sources,
        # One source alone is an anecdote here.
        confidence=row.confidence or ("A" if standard.confidence == "S" else standard.confidence),
        note=standard.note,
        standard=row.standard,
        vectors=row.vectors,
    )


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
    """Return source key → where it was read, for the keys families, platforms and standards name."""
    tables = [tomllib.loads(resources.read_text(f"sources/{name}.toml")) for name in ("payments", "links")]
    return MappingProxyType(tables[0] | tables[1])
