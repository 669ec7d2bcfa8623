"""The skills of a HarmonyOS module and how a URI is held against them.

Source: OpenHarmony's `Skill::MatchUri` (bundle framework, inner_api/appexecfwk_base/src/skill.cpp) and the
guide "Matching Rules of Explicit Want and Implicit Want". Scheme and host are compared in lower case, all
else as written; what follows the first `?` does not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.model.message import Message, message
from linktester.oslinks.filefindings import child
from linktester.oslinks.harmony import regex
from linktester.oslinks.reach import Budget, BudgetSpentError, Places
from linktester.oslinks.trace import Condition, Tried, clipped

VIEW_DATA = "ohos.want.action.viewData"
BROWSABLE = "entity.system.browsable"


@dataclass(frozen=True, slots=True)
class SkillUri:
    """One element of `uris`. An empty text stands for a key that is not there."""

    where: str
    scheme: str = ""
    host: str = ""
    port: str = ""
    path: str = ""
    path_start_with: str = ""
    path_regex: str = ""
    type: str = ""
    link_feature: str = ""

    @property
    def start(self) -> str:
        """Return `scheme://host[:port]`, scheme and host in lower case."""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{self.host}".lower() + port

    @property
    def has_path(self) -> bool:
        """Return whether any of the three path keys is there."""
        return bool(self.path or self.path_start_with or self.path_regex)


@dataclass(frozen=True, slots=True)
class Skill:
    """One element of `skills`."""

    where: str
    actions: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    uris: tuple[SkillUri, ...] = ()
    domain_verify: bool = False

    @property
    def is_app_link(self) -> bool:
        """Return whether it asks for App Linking: verified, browsable, for viewing data."""
        return self.domain_verify and BROWSABLE in self.entities and VIEW_DATA in self.actions


@dataclass(frozen=True, slots=True)
class Want:
    """What is asked of the system."""

    uri: str
    action: str = VIEW_DATA
    entities: tuple[str, ...] = ()
    type: str = ""
    link_feature: str = ""


class Asked:
    """A want, made ready to be held against many skills."""

    def __init__(self, want: Want, budget: Budget | None = None) -> None:
        self.want = want
        self.uri = compared(want.uri)
        self.places = Places(self.uri, budget or Budget())


def compared(uri: str) -> str:
    """Return `uri` as it is compared: without its query, scheme and host in lower case."""
    kept = uri.partition("?")[0]
    scheme, mark, rest = kept.partition("://")
    if not rest:
        return kept.lower()
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{mark}{host.lower()}{slash}{path}"


def tried(skill: Skill, asked: Asked) -> Iterator[Tried]:
    """Yield what came of each element of the skill's `uris`; one line where the skill has none.

    The first line that matched decides.
    """
    head = (_action(skill, asked.want), *_entities(skill, asked.want))
    if not skill.uris:
        # Without uris only a want without a URI passes.
        conditions = (*head, Condition("uris", "", clipped(asked.uri), held=not asked.uri))
        yield Tried(skill.where, conditions, _said(conditions, None))
    for uri in skill.uris:
        yield _tried(uri, head, asked)


def _tried(uri: SkillUri, head: tuple[Condition, ...], asked: Asked) -> Tried:
    trouble: Message | None = None
    try:
        conditions = (*head, *_uri(uri, asked), *_path(uri, asked))
    except (regex.NotSimulatedError, BudgetSpentError):
        trouble = message("harmonyrules.regex-not-simulated", pattern=clipped(uri.path_regex))
    except regex.BadRegexError:
        trouble = message("harmonyrules.regex-refused", pattern=clipped(uri.path_regex))
    if trouble is not None:
        failed = Condition("pathRegex", clipped(uri.path_regex), clipped(asked.uri), held=False)
        conditions = (*head, failed)
    return Tried(uri.where, conditions, _said(conditions, trouble))


def _action(skill: Skill, want: Want) -> Condition:
    held = bool(skill.actions) and (not want.action or want.action in skill.actions)
    return Condition("actions", clipped(", ".join(skill.actions)), clipped(want.action), held)


def _entities(skill: Skill, want: Want) -> Iterator[Condition]:
    if want.entities:
        held = set(want.entities) <= set(skill.entities)
        yield Condition(
            "entities", clipped(", ".join(skill.entities)), clipped(", ".join(want.entities)), held
        )


def _uri(uri: SkillUri, asked: Asked) -> Iterator[Condition]:
    """Yield the conditions before the path: feature, type, scheme, host and port."""
    want = asked.want
    if want.link_feature:
        held = uri.link_feature == want.link_feature
        yield Condition("linkFeature", clipped(uri.link_feature), clipped(want.link_feature), held)
    if uri.type or want.type:
        yield Condition("type", clipped(uri.type), clipped(want.type), _types_fit(want.type, uri.type))
    if not uri.scheme or not uri.host:
        yield Condition("scheme", clipped(uri.scheme), clipped(asked.uri), _scheme_fits(uri, asked.uri))
        return
    rest = asked.uri.removeprefix(uri.start)
    held = asked.uri.startswith(uri.start) and _ends_here(uri, rest)
    if not held and uri.path_regex:
        held = _by_regex(uri, asked)
    part = "port" if uri.port else "host"
    yield Condition(part, clipped(uri.start), clipped(asked.uri), held, _shared(uri.start, asked.uri))


def _ends_here(uri: SkillUri, rest: str) -> bool:
    """Return whether host and port end where the pattern's do.

    A pattern without a port takes any port, unless it compares paths.
    """
    if rest == "":
        return True
    return rest.startswith("/") or (rest.startswith(":") and not uri.port and not uri.has_path)


def _scheme_fits(uri: SkillUri, text: str) -> bool:
    if not uri.scheme or not text:
        return uri.scheme == text
    scheme = uri.scheme.lower()
    return text == scheme or text.startswith(f"{scheme}:")


def _types_fit(wanted: str, offered: str) -> bool:
    if not wanted or not offered:
        return wanted == offered
    if "*/*" in {wanted, offered}:
        return True
    if wanted.endswith("*"):
        return offered.startswith(wanted[:-1])
    return wanted.startswith(offered[:-1]) if offered.endswith("*") else wanted == offered


def _path(uri: SkillUri, asked: Asked) -> Iterator[Condition]:
    """Yield one condition for the three path keys together: any of them will do, in this order."""
    if not uri.host or not uri.scheme or not uri.has_path:
        return
    seen, start = clipped(asked.uri), f"{uri.start}/"
    near: list[Condition] = []
    if uri.path:
        whole = start + uri.path
        near.append(Condition("path", clipped(uri.path), seen, asked.uri == whole, _shared(whole, asked.uri)))
    if uri.path_start_with:
        whole = start + uri.path_start_with
        held, reached = asked.uri.startswith(whole), _shared(whole, asked.uri)
        near.append(Condition("pathStartWith", clipped(uri.path_start_with), seen, held, reached))
    if uri.path_regex and not any(each.held for each in near):
        held = _by_regex(uri, asked)
        near.append(Condition("pathRegex", clipped(uri.path_regex), seen, held))
    yield next((each for each in near if each.held), max(near, key=_reached))


def _reached(condition: Condition) -> int:
    return condition.reached


def _by_regex(uri: SkillUri, asked: Asked) -> bool:
    """Return whether the whole URI is covered; a dot in the host stands for any character then, too."""
    return regex.covers(f"{uri.start}/{uri.path_regex}", asked.places)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their start."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _said(conditions: tuple[Condition, ...], trouble: Message | None) -> Message:
    missed = next((each for each in conditions if not each.held), None)
    if missed is None:
        return message("harmonyrules.takes")
    if trouble is not None and missed.part == "pathRegex":
        return trouble
    return message("harmonyrules.part-fails", part=missed.part, wanted=missed.wanted, seen=missed.seen or "")


def place(where: str, index: int) -> str:
    """Return the path of an element of `uris` below a skill's."""
    return child(child(where, "uris"), index)
