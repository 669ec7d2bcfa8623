"""Who opens a link, asked of every system for which there are files."""

from collections.abc import Callable, Mapping, Sequence

from linktester.oslinks.appfiles import androidanswer, harmonyanswer, iosanswer
from linktester.oslinks.appfiles.asked import System, SystemAnswer, Wishes
from linktester.oslinks.appfiles.files import AppFile, FileKind

_ASK: Mapping[System, Callable[[str, Sequence[AppFile], Wishes], SystemAnswer]] = {
    System.IOS: iosanswer.answer,
    System.ANDROID: androidanswer.answer,
    System.HARMONY: harmonyanswer.answer,
}
_OF = {
    FileKind.AASA: System.IOS,
    FileKind.ENTITLEMENTS: System.IOS,
    FileKind.INFO_PLIST: System.IOS,
    FileKind.ASSETLINKS: System.ANDROID,
    FileKind.MANIFEST: System.ANDROID,
    FileKind.APK: System.ANDROID,
    FileKind.APPLINKING: System.HARMONY,
    FileKind.MODULE: System.HARMONY,
}


def systems_of(files: Sequence[AppFile]) -> tuple[System, ...]:
    """Return the systems that the files are of, all systems where there is none."""
    found = {_OF[each.kind] for each in files if each.kind in _OF}
    return tuple(system for system in System if system in found or not found)


def answers(
    url: str, files: Sequence[AppFile], wishes: Wishes, systems: Sequence[System] = ()
) -> tuple[SystemAnswer, ...]:
    """Return who opens `url` on each of `systems`, or on those that the files are of. Never raises."""
    return tuple(_ASK[system](url, files, wishes) for system in systems or systems_of(files))
