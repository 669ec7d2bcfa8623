"""What a site's assetlinks.json says of one Android app."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.assets import App
from linktester.oslinks.android.dynamicrules import DynamicRules, dynamic_in
from linktester.oslinks.android.statements import HANDLE_ALL_URLS, Statement
from linktester.oslinks.android.verification import FAILURE
from linktester.oslinks.answers.linkfiles import LinkFile
from linktester.oslinks.filefindings import child


@dataclass(frozen=True, slots=True)
class Linked:
    """The statement that links an app to a host, or that there is none."""

    state: str
    """What the system's verification comes to."""
    file: LinkFile | None = None
    path: str = ""
    """Place of the statement."""
    dynamic: DynamicRules | None = None
    dynamic_path: str = ""

    @staticmethod
    def packages(file: LinkFile | None) -> tuple[str, ...]:
        """Return the apps that a file links, each once."""
        return tuple(dict.fromkeys(app.package for _, app in _statements(file)))


def linked(file: LinkFile | None, package: str, fingerprint: str = "") -> Linked:
    """Return what a file says of an app; without a fingerprint any is taken for the app's own.

    Without a file nobody has answered yet.
    """
    if file is None:
        return Linked("none")
    for statement, app in _statements(file):
        if app.package == package and fingerprint in {"", app.fingerprint}:
            rules = dynamic_in(statement.extensions, HANDLE_ALL_URLS, statement.path)
            where = child(child(statement.path, "relation_extensions"), HANDLE_ALL_URLS)
            place = child(where, "dynamic_app_link_components")
            return Linked("verified", file, statement.path, rules, place)
    return Linked(FAILURE, file)


def _statements(file: LinkFile | None) -> Iterator[tuple[Statement, App]]:
    if file is None or not isinstance(file.content, AssetFile):
        return
    for item in file.content.statements.items:
        if isinstance(item, Statement) and HANDLE_ALL_URLS in item.relations:
            yield from ((item, target) for target in item.targets if isinstance(target, App))
