"""What the files of a HarmonyOS app and of its sites say against each other."""

from collections.abc import Sequence

from linktester.model.message import message
from linktester.oslinks.appfiles import AppFile
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import shown
from linktester.oslinks.harmony import AppLinking, Module


def look(file: AppFile, files: Sequence[AppFile], notes: Notes) -> None:
    """Note what `file` says against the others; nothing where there is nothing to compare it with."""
    sites = [each for each in files if isinstance(each.content, AppLinking) and each.readable]
    if not isinstance(file.content, Module) or not sites:
        return
    for skill in file.content.skills:
        for uri in skill.uris:
            is_asked = skill.domain_verify and uri.scheme.lower() == "https" and uri.host
            if is_asked and not any(each.stands_for(uri.host) for each in sites):
                notes.add(uri.where, message("linkdoctor.no-applinking", host=shown(uri.host, 100)))
