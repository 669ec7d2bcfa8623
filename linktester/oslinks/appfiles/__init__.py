"""The files that tie links to apps, as developers have them: read, and asked who opens a link.

read_file(name, octets, host=…, known=…)     any of them; faults are findings with their places
answers(url, files, wishes, systems)         one answer per system, in one shape
"""

from linktester.oslinks.appfiles.answers import answers, systems_of
from linktester.oslinks.appfiles.asked import (
    Change,
    Chosen,
    Origin,
    Receiver,
    Step,
    System,
    SystemAnswer,
    Wishes,
)
from linktester.oslinks.appfiles.entitlements import Entitlements
from linktester.oslinks.appfiles.files import AppFile, FileKind, read_file, split_host
from linktester.oslinks.appfiles.infoplist import InfoPlist
from linktester.oslinks.appfiles.manifest import Manifest, ManifestFilter

__all__ = [
    "AppFile",
    "Change",
    "Chosen",
    "Entitlements",
    "FileKind",
    "InfoPlist",
    "Manifest",
    "ManifestFilter",
    "Origin",
    "Receiver",
    "Step",
    "System",
    "SystemAnswer",
    "Wishes",
    "answers",
    "read_file",
    "split_host",
    "systems_of",
]
