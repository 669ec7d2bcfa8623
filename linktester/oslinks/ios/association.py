"""An apple-app-site-association file as the system understands it: entries of apps with rules in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linktester.oslinks.filefindings import FileFinding, child
from linktester.oslinks.ios.paths import ANY_PATH, PathPattern
from linktester.oslinks.ios.pattern import ANYTHING, Pattern, folded

DETAILS = "applinks.details"
"""Where the entries stand."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One component of the new form, or one path of the old; all its parts must match."""

    index: int
    """Place in its entry's `components` or `paths`."""
    path: PathPattern = ANY_PATH
    query: Pattern = ANYTHING
    """Pattern of the whole query."""
    items: tuple[tuple[str, Pattern], ...] = ()
    """(name, pattern of all its values), in the order of the file; beside `query`."""
    fragment: Pattern = ANYTHING
    exclude: bool = False
    """A match means: never open."""
    folds: bool = False
    """Letters match in either case (`caseSensitive` false)."""
    decodes: bool = False
    """The URL is percent-decoded before it is compared (`percentEncoded` false)."""
    strict: bool = False
    """Apple's pages are taken at their word where `swcutil` is more generous."""
    given: tuple[str, ...] = ()
    """The parts the file names, `/` `?` `#`; the others match anything."""

    def spelled(self, name: str) -> str:
        """Return the name of a query item as it is compared."""
        return folded(name) if self.folds else name


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of `details`."""

    where: str
    """`applinks.details[0]`, or with the app's id as key in the oldest form."""
    apps: tuple[str, ...]
    rules: tuple[Rule, ...]
    is_legacy: bool = False
    """The rules come from `paths`: queries and fragments do not count."""

    def place(self, rule: Rule) -> str:
        """Return the path of one of its rules in the file."""
        return child(child(self.where, "paths" if self.is_legacy else "components"), rule.index)


@dataclass(frozen=True, slots=True)
class Association:
    """One file. Empty when it could not be read."""

    entries: tuple[Entry, ...] = ()
    """In the order of the file, which decides."""
    findings: tuple[FileFinding, ...] = ()
    services: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other services → their apps (`webcredentials`, `appclips`, `activitycontinuation`)."""
    readable: bool = True
    """False: the octets are no JSON object, so the system has no file at all."""

    def apps(self) -> Iterator[str]:
        """Yield every app id once, in the order of the entries: earlier ones win over later ones."""
        yield from dict.fromkeys(app for entry in self.entries for app in entry.apps)
