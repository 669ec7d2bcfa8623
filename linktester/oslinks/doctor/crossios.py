"""What the files of an iPhone app and of its sites say against each other."""

from collections.abc import Sequence

from linktester.model.message import message
from linktester.oslinks.appfiles import AppFile, Entitlements, InfoPlist
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios import Association, Mode


def look(file: AppFile, files: Sequence[AppFile], notes: Notes) -> None:
    """Note what `file` says against the others; nothing where there is nothing to compare it with."""
    if isinstance(file.content, Entitlements):
        _entitlements(file.content, files, notes)
    elif isinstance(file.content, Association) and file.host is not None:
        _association(file.content, file.host, files, notes)


def _entitlements(rights: Entitlements, files: Sequence[AppFile], notes: Notes) -> None:
    sites = [each for each in files if isinstance(each.content, Association) and each.readable]
    for where, entry in rights.domains():
        host = entry.file_host
        if entry.mode is Mode.DEVELOPER:
            notes.add(where, message("linkdoctor.domain-developer", host=shown(host, 100)))
        given = [each for each in sites if each.stands_for(host)]
        if sites and not given:
            notes.add(where, message("linkdoctor.no-association", host=shown(host, 100)))
        if rights.app and given and not any(_lists(each, rights.app) for each in given):
            said = message("linkdoctor.app-not-listed", app=shown(rights.app, 100), host=shown(host, 100))
            notes.add(where, said)
    for bundle in {each.content.bundle for each in files if isinstance(each.content, InfoPlist)}:
        name = rights.app.partition(".")[2]
        if name and bundle and "$" not in bundle and name != bundle:
            said = message("linkdoctor.bundle-differs", app=shown(rights.app, 100), bundle=shown(bundle, 100))
            notes.add("", said)


def _lists(file: AppFile, app: str) -> bool:
    return isinstance(file.content, Association) and app in set(file.content.apps())


def _association(site: Association, host: str, files: Sequence[AppFile], notes: Notes) -> None:
    rights = [each.content for each in files if isinstance(each.content, Entitlements) and each.readable]
    claimed = {entry.file_host for each in rights for _, entry in each.domains()}
    if rights and site.entries and host not in claimed:
        notes.add("", message("linkdoctor.host-not-claimed", host=shown(host, 100)))
