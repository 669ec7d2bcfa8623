"""The files that tie links to apps, as developers have them, read.

read_file(name, octets, host=…, known=…)     any of them; faults are findings with their places
"""

from linktester.oslinks.appfiles.entitlements import Entitlements
from linktester.oslinks.appfiles.files import AppFile, FileKind, read_file, split_host
from linktester.oslinks.appfiles.infoplist import InfoPlist
from linktester.oslinks.appfiles.manifest import Manifest, ManifestFilter

__all__ = [
    "AppFile",
    "Entitlements",
    "FileKind",
    "InfoPlist",
    "Manifest",
    "ManifestFilter",
    "read_file",
    "split_host",
]
