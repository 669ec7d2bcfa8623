"""What the files of an Android app and of its sites say against each other."""

from collections.abc import Sequence

from linktester.model.message import message
from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.assets import App
from linktester.oslinks.android.statements import Include, Statement
from linktester.oslinks.android.verification import hosts_to_verify
from linktester.oslinks.appfiles import AppFile, Manifest
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import shown
from linktester.oslinks.hostindex import HostIndex


def look(file: AppFile, files: Sequence[AppFile], notes: Notes) -> None:
    """Note what `file` says against the others; nothing where there is nothing to compare it with."""
    if isinstance(file.content, Manifest) and file.readable:
        _manifest(file.content, files, notes)
    elif isinstance(file.content, AssetFile) and file.readable:
        _statements(file.content, file.host, files, notes)


def _manifest(manifest: Manifest, files: Sequence[AppFile], notes: Notes) -> None:
    sites = [each for each in files if isinstance(each.content, AssetFile) and each.readable]
    if not sites:
        return
    for host in hosts_to_verify(each.filter for each in manifest.filters):
        where, site = _place(manifest, host), host.removeprefix("*.")
        given = [each for each in sites if each.stands_for(site)]
        if not given:
            notes.add(where, message("linkdoctor.no-statements", host=shown(site, 100)))
        elif manifest.package and not any(_gives(each, manifest.package) for each in given):
            package = shown(manifest.package, 100)
            notes.add(where, message("linkdoctor.package-not-listed", package=package, host=shown(site, 100)))


def _place(manifest: Manifest, host: str) -> str:
    """Return the path of the element that declares `host`."""
    for each in manifest.filters:
        for data in each.data:
            if (data.get("host") or "").lower() == host:
                return data.where
    return ""


def _gives(file: AppFile, package: str) -> bool:
    """Return whether a site's file names the app; one that includes others may do so there."""
    if not isinstance(file.content, AssetFile):
        return False
    items = file.content.statements.items
    return any(isinstance(item, Include) for item in items) or package in {
        target.package for item in items for target in _apps(item)
    }


def _apps(item: Statement | Include) -> Sequence[App]:
    return [each for each in item.targets if isinstance(each, App)] if isinstance(item, Statement) else ()


def _statements(site: AssetFile, host: str | None, files: Sequence[AppFile], notes: Notes) -> None:
    manifests = [each.content for each in files if isinstance(each.content, Manifest) and each.readable]
    packages = {each.package for each in manifests}
    if not manifests or "" in packages:
        return
    declared = HostIndex(
        (authority.host, each.package)
        for each in manifests
        for one in each.filters
        for authority in one.filter.authorities
    )
    for item in site.statements.items:
        for package in dict.fromkeys(app.package for app in _apps(item)):
            name = shown(package, 100)
            if package not in packages:
                notes.add(item.path, message("linkdoctor.package-without-manifest", package=name))
            elif host is not None and package not in {p for _, found in declared.find(host) for p in found}:
                said = message("linkdoctor.host-not-declared", package=name, host=shown(host, 100))
                notes.add(item.path, said)
