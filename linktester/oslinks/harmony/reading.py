"""Reads module.json5 (skills) and applinking.json (the site's side), and tells what is wrong with them.

Sources: OpenHarmony documentation, application-models/app-linking-startup, deep-linking-startup and
explicit-implicit-want-mappings. JSON5 itself is read by pyjson5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyjson5

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.filefindings import FileFinding, Notebook, child, shown
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA, Skill, SkillUri, place
from linktester.oslinks.jsontext import may_repeat, placed, read_with, spot
from linktester.oslinks.jsontext import read as read_json

MOST_DEPTH = 200
_FIELDS = {
    "scheme": "scheme",
    "host": "host",
    "port": "port",
    "path": "path",
    "pathStartWith": "path_start_with",
    "pathRegex": "path_regex",
    "type": "type",
    "linkFeature": "link_feature",
}
_OTHER_URI_KEYS = frozenset({"utd", "maxFileSupported"})
_LOWEST, _HIGHEST = -100, 100


@dataclass(frozen=True, slots=True)
class Module:
    """What a module.json5 says about links."""

    name: str = ""
    skills: tuple[Skill, ...] = ()
    """Of all abilities, in the order of the file."""
    query_schemes: tuple[str, ...] = ()
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class AppLinking:
    """A site's applinking.json: which apps it trusts."""

    apps: tuple[tuple[str, int | None], ...] = ()
    """(app identifier, index); the larger index wins, None where none is given."""
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True

    def index(self, app: str) -> int | None:
        """Return the index of `app`. Raises KeyError when the site does not name it."""
        return dict(self.apps)[app]


def read_module(octets: bytes) -> Module:
    """Return the links side of a module.json5. Never raises; faults are findings."""
    document = read_with(octets, _json5)
    if not document.readable:
        return Module(findings=document.findings, readable=False)
    found = module(document.value)
    findings = (*document.findings, *placed(found.findings, document.text))
    return Module(found.name, found.skills, found.query_schemes, findings, found.readable)


def module(value: Any) -> Module:
    """Return the links side of a parsed module.json5. Never raises."""
    notes = Notebook()
    inner = value.get("module") if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        notes.wrong_kind("module", "module", "object", inner)
        return Module(findings=tuple(notes.findings), readable=False)
    skills = tuple(_skills(inner, notes))
    schemes = _texts(inner.get("querySchemes", []), "module.querySchemes", notes)
    if len(schemes) > 50:
        notes.warning("module.querySchemes", message("harmonyfile.many-schemes", count=len(schemes)))
    name = inner.get("name")
    return Module(name if isinstance(name, str) else "", skills, schemes, tuple(notes.findings))


def read_app_linking(octets: bytes) -> AppLinking:
    """Return the apps a site's applinking.json names. Never raises; faults are findings."""
    document = read_json(octets)
    if not document.readable:
        return AppLinking(findings=document.findings, readable=False)
    found = app_linking(document.value)
    findings = (*document.findings, *placed(found.findings, document.text))
    return AppLinking(found.apps, findings, found.readable)


def app_linking(value: Any) -> AppLinking:
    """Return the apps in a parsed applinking.json. Never raises."""
    notes = Notebook()
    inner = value.get("applinking") if isinstance(value, dict) else None
    listed = inner.get("apps") if isinstance(inner, dict) else None
    if not isinstance(listed, list):
        notes.wrong_kind("applinking.apps", "applinking.apps", "array", listed)
        return AppLinking(findings=tuple(notes.findings), readable=False)
    apps = tuple(_named(listed, notes))
    return AppLinking(apps, tuple(notes.findings))


def _named(listed: list[Any], notes: Notebook) -> Iterator[tuple[str, int | None]]:
    for at, each in enumerate(listed):
        where = child("applinking.apps", at)
        app = each.get("appIdentifier") if isinstance(each, dict) else None
        if not isinstance(app, str) or not app:
            notes.wrong_kind(where, "appIdentifier", "string", app)
            continue
        yield app, _index(each.get("index"), child(where, "index"), notes)


def _index(value: Any, where: str, notes: Notebook) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and _LOWEST <= value <= _HIGHEST:
        return value
    notes.error(where, message("harmonyfile.bad-index", value=shown(str(value))))
    return None


def _json5(text: str) -> Any | FileFinding:
    try:
        return may_repeat(pyjson5.decode(text, maxdepth=MOST_DEPTH))
    except pyjson5.Json5NestingTooDeep:
        return FileFinding(Severity.ERROR, message("jsontext.too-deep"))
    except pyjson5.Json5DecoderException as error:
        return _syntax(text, str(error.args[0]) if error.args else "")
    except (ValueError, OverflowError, RecursionError) as error:
        return _syntax(text, str(error))


def _syntax(text: str, reason: str) -> FileFinding:
    """Return the finding; the library ends its reason with the offset."""
    said = message("jsontext.syntax", reason=shown(reason))
    numbers = [int(word) for word in reason.replace(",", " ").split() if word.isdecimal() and len(word) < 9]
    if not numbers:
        return FileFinding(Severity.ERROR, said)
    line, column = spot(text, min(numbers[0], len(text)))
    return FileFinding(Severity.ERROR, said, "", line, column)


def _skills(inner: dict[str, Any], notes: Notebook) -> Iterator[Skill]:
    for group in ("abilities", "extensionAbilities"):
        listed = inner.get(group, [])
        where = f"module.{group}"
        if not isinstance(listed, list):
            notes.wrong_kind(where, group, "array", listed)
            continue
        for at, ability in enumerate(listed):
            yield from _of_ability(ability, child(where, at), notes)


def _of_ability(ability: Any, where: str, notes: Notebook) -> Iterator[Skill]:
    listed = ability.get("skills", []) if isinstance(ability, dict) else None
    if not isinstance(listed, list):
        notes.wrong_kind(child(where, "skills"), "skills", "array", listed)
        return
    for at, value in enumerate(listed):
        place_of_skill = child(child(where, "skills"), at)
        if isinstance(value, dict):
            yield _skill(value, place_of_skill, notes)
        else:
            notes.wrong_kind(place_of_skill, "skills", "object", value)


def _skill(value: dict[str, Any], where: str, notes: Notebook) -> Skill:
    actions = _texts(value.get("actions", []), child(where, "actions"), notes)
    entities = _texts(value.get("entities", []), child(where, "entities"), notes)
    listed = value.get("uris", [])
    if not isinstance(listed, list):
        notes.wrong_kind(child(where, "uris"), "uris", "array", listed)
        listed = []
    uris = (_uri(each, place(where, at), notes) for at, each in enumerate(listed))
    verify = value.get("domainVerify", False)
    if not isinstance(verify, bool):
        notes.wrong_kind(child(where, "domainVerify"), "domainVerify", "boolean", verify)
    skill = Skill(where, actions, entities, tuple(uri for uri in uris if uri is not None), verify is True)
    _check(skill, notes)
    return skill


def _check(skill: Skill, notes: Notebook) -> None:
    if not skill.actions:
        notes.error(child(skill.where, "actions"), message("harmonyfile.no-actions"))
    if not skill.domain_verify:
        return
    if BROWSABLE not in skill.entities:
        notes.error(child(skill.where, "entities"), message("harmonyfile.not-browsable", entity=BROWSABLE))
    if VIEW_DATA not in skill.actions:
        notes.error(child(skill.where, "actions"), message("harmonyfile.no-view", action=VIEW_DATA))
    if not any(uri.scheme.lower() == "https" and uri.host for uri in skill.uris):
        notes.error(child(skill.where, "uris"), message("harmonyfile.no-https"))


def _uri(value: Any, where: str, notes: Notebook) -> SkillUri | None:
    if not isinstance(value, dict):
        notes.wrong_kind(where, "uris", "object", value)
        return None
    fields = {}
    for key, given in value.items():
        if key in _FIELDS and isinstance(given, str):
            fields[_FIELDS[key]] = given
        elif key in _FIELDS:
            notes.wrong_kind(child(where, key), key, "string", given)
        elif key not in _OTHER_URI_KEYS:
            notes.info(child(where, key), message("harmonyfile.unknown-key", key=shown(key)))
    found = SkillUri(where, **fields)
    _check_uri(found, notes)
    return found


def _check_uri(uri: SkillUri, notes: Notebook) -> None:
    if uri.scheme.lower().startswith("ohos"):
        notes.error(child(uri.where, "scheme"), message("harmonyfile.reserved", scheme=shown(uri.scheme)))
    if uri.has_path and not (uri.scheme and uri.host):
        notes.warning(uri.where, message("harmonyfile.idle-path"))
    for key, text in (("path", uri.path), ("pathStartWith", uri.path_start_with)):
        if text.startswith("/"):
            notes.warning(child(uri.where, key), message("harmonyfile.leading-slash", path=shown(text)))


def _texts(value: Any, where: str, notes: Notebook) -> tuple[str, ...]:
    if not isinstance(value, list):
        notes.wrong_kind(where, where.rpartition(".")[2], "array", value)
        return ()
    return tuple(text for text in value if isinstance(text, str))
