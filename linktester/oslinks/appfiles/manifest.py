"""AndroidManifest.xml: which components take which links, and what the app asks to see of others.

Reads the text of a source tree, and the tree that an APK's compiled form is turned into. Sources:
developer.android.com/guide/topics/manifest, App manifest overview and the pages of its elements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from linktester.model.message import message
from linktester.oslinks.android.intentfilter import IntentFilter
from linktester.oslinks.appfiles import manifestdata as inner
from linktester.oslinks.appfiles import xmltext
from linktester.oslinks.appfiles.manifestdata import ANDROID, DataElement, Values
from linktester.oslinks.appfiles.xmltext import Element
from linktester.oslinks.filefindings import FileFinding, Notebook, child, shown

COMPONENTS = ("activity", "activity-alias")
"""Elements whose filters take links."""
MOST_FILTERS = 5_000
Spot = tuple[int, int]
"""Line and column."""


@dataclass(frozen=True, slots=True)
class ManifestFilter:
    """One `<intent-filter>`."""

    filter: IntentFilter
    where: str
    data: tuple[DataElement, ...]
    """Directly below it, in order."""
    component: str
    """Name of the activity, or of its alias."""
    exported: bool | None
    """Of the component; None: it does not say."""
    line: int
    column: int

    @property
    def is_certain(self) -> bool:
        """Return whether every value in it is known."""
        return not any(each.unresolved for each in self.data)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says about links."""

    package: str = ""
    filters: tuple[ManifestFilter, ...] = ()
    """Of all activities and aliases, in the order of the file."""
    queries: tuple[str, ...] = ()
    """Packages, schemes and actions that `<queries>` names."""
    min_sdk: int | None = None
    """None: left to the build."""
    target_sdk: int | None = None
    spots: Mapping[str, Spot] = field(default_factory=dict)
    """Path in the file → line and column of its element."""
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True

    @property
    def reachable(self) -> tuple[ManifestFilter, ...]:
        """The filters of components that others may start: `exported` false keeps them out."""
        return tuple(each for each in self.filters if each.exported is not False)


def read_manifest(octets: bytes, known: Mapping[str, str] | None = None) -> Manifest:
    """Return what a manifest's text says. Never raises; faults are findings with line and column.

    `known` gives the values of placeholders and of string resources by their names.
    """
    document = xmltext.read(octets)
    if document.root is None:
        return Manifest(findings=document.findings, readable=False)
    return manifest(document.root, Values(known or {}))


def manifest(root: Element, values: Values) -> Manifest:
    """Return what a manifest's tree says. Never raises."""
    notes = Notebook()
    if root.name != "manifest":
        notes.error("", message("appfiles.not-manifest", found=shown(root.name, 60)))
        return Manifest(findings=tuple(notes.findings), readable=False)
    reader = _Reader(values, notes)
    package, known = values.read(root.attributes.get(("", "package"), ""))
    filters = tuple(reader.filters(root))
    found = Manifest(
        package if known else "",
        filters,
        tuple(_queries(root)),
        _sdk(root, "minSdkVersion"),
        _sdk(root, "targetSdkVersion"),
        reader.spots,
    )
    return replace(found, findings=placed(notes.findings, reader.spots))


def placed(findings: list[FileFinding], spots: Mapping[str, Spot]) -> tuple[FileFinding, ...]:
    """Return `findings` with line and column of the element their path leads to."""
    return tuple(
        replace(each, line=spots[each.path][0], column=spots[each.path][1])
        if each.line is None and each.path in spots
        else each
        for each in findings
    )


class _Reader:
    """Walks over components and filters, and notes where they stand."""

    def __init__(self, values: Values, notes: Notebook) -> None:
        self._values, self._notes = values, notes
        self.spots: dict[str, Spot] = {}

    def filters(self, root: Element) -> Iterator[ManifestFilter]:
        left = MOST_FILTERS
        for component in (each for app in root.named("application") for each in app.children):
            if component.name not in COMPONENTS:
                continue
            for found in self._of_component(component):
                left -= 1
                if left < 0:
                    self._notes.error(found.where, message("appfiles.many-filters", most=MOST_FILTERS))
                    return
                yield found

    def _of_component(self, component: Element) -> Iterator[ManifestFilter]:
        name = component.attributes.get((ANDROID, "name"), "")
        where = self._spot(child(component.name, name), component)
        exported = self._flag(component, "exported", where)
        if component.attributes.get((ANDROID, "enabled")) == "false":
            self._notes.info(where, message("appfiles.disabled", component=shown(name, 80)))
        for index, each in enumerate(component.named("intent-filter")):
            yield self._filter(each, child(f"{where}.intent-filter", index), name, exported)

    def _filter(self, element: Element, where: str, component: str, exported: bool | None) -> ManifestFilter:
        notes = self._notes
        self._spot(where, element)
        pool = tuple(self._data(each, where, index) for index, each in enumerate(element.named("data")))
        groups = tuple(
            inner.group(each, self._spot(child(f"{where}.group", index), each), self._values, notes)
            for index, each in enumerate(element.named("uri-relative-filter-group"))
        )
        found = IntentFilter(
            actions=_names(element, "action"),
            categories=_names(element, "category"),
            schemes=inner.schemes(pool),
            authorities=inner.authorities(pool, notes),
            paths=inner.paths(pool, notes),
            scheme_specific_parts=inner.scheme_specific_parts(pool, notes),
            groups=groups,
            types=inner.mime_types(pool),
            auto_verify=self._flag(element, "autoVerify", where) is True,
        )
        return ManifestFilter(found, where, pool, component, exported, element.line, element.column)

    def _data(self, element: Element, where: str, index: int) -> DataElement:
        place = self._spot(child(f"{where}.data", index), element)
        return inner.data_element(element, place, self._values, self._notes)

    def _flag(self, element: Element, name: str, where: str) -> bool | None:
        written = element.attributes.get((ANDROID, name))
        if written is None:
            return None
        text, known = self._values.read(written)
        if text in {"true", "false"}:
            return text == "true"
        if known:
            self._notes.error(where, message("appfiles.boolean-form", name=name, found=shown(text, 40)))
        else:
            self._notes.info(where, message("appfiles.unresolved", name=name, found=shown(text, 80)))
        return None

    def _spot(self, where: str, element: Element) -> str:
        self.spots.setdefault(where, (element.line, element.column))
        return where


def _names(element: Element, kind: str) -> tuple[str, ...]:
    found = (each.attributes.get((ANDROID, "name"), "") for each in element.named(kind))
    return tuple(dict.fromkeys(name for name in found if name))


def _queries(root: Element) -> Iterator[str]:
    for queries in root.named("queries"):
        for each in queries.children[:1_000]:
            if each.name == "package":
                yield each.attributes.get((ANDROID, "name"), "")
            elif each.name == "intent":
                yield " ".join((*_names(each, "action"), *_schemes_of(each)))


def _schemes_of(intent: Element) -> tuple[str, ...]:
    found = (each.attributes.get((ANDROID, "scheme"), "") for each in intent.named("data"))
    return tuple(scheme for scheme in found if scheme)


def _sdk(root: Element, name: str) -> int | None:
    for each in root.named("uses-sdk"):
        text = each.attributes.get((ANDROID, name), "")
        if text.isascii() and text.isdecimal() and len(text) <= 6:
            return int(text)
    return None
