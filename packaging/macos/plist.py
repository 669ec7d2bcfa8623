"""What macOS is told of the application: its name, the links and files it opens, why it asks for the network.

python3 packaging/macos/plist.py OUT-FILE VERSION
"""

import plistlib
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from project import PackagingFault
from windows.pins import Associations, FileKind, associations

IDENTITY = "test.linktester.linktester"
OLDEST = "13.0"
"""The oldest macOS that the pinned toolkit runs on."""
WHY_NETWORK = "Phones on your network reach the emulator through it. 让同一网络中的手机访问模拟器。"
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)?")


def info(version: str, known: Associations) -> dict[str, Any]:
    """Return the whole table. Raises PackagingFault for a version that Apple does not accept."""
    found = _VERSION.match(version)
    if found is None:
        raise PackagingFault(f"{version!r} is no version that macOS accepts.")
    return {
        "CFBundleIdentifier": IDENTITY,
        "CFBundleName": "linktester",
        "CFBundleDisplayName": "linktester",
        "CFBundleExecutable": "linktester",
        "CFBundleIconFile": "linktester.icns",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": found[0],
        "CFBundleVersion": found[0],
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN"],
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "NSHighResolutionCapable": True,
        "NSLocalNetworkUsageDescription": WHY_NETWORK,
        "NSHumanReadableCopyright": "Apache-2.0; Qt and PySide6 under the LGPL, version 3",
        "CFBundleURLTypes": [_scheme(known)],
        "CFBundleDocumentTypes": [_document(kind) for kind in known.files],
        "UTExportedTypeDeclarations": [_kind(kind) for kind in known.owned],
        "UTImportedTypeDeclarations": [_kind(kind) for kind in known.shared],
    }


def _scheme(known: Associations) -> dict[str, Any]:
    return {
        "CFBundleURLName": f"{IDENTITY}.link",
        "CFBundleURLSchemes": [known.scheme],
        "CFBundleTypeRole": "Viewer",
    }


def _document(kind: FileKind) -> dict[str, Any]:
    """Return that the application opens files of this kind; not by itself where they are many programs'."""
    return {
        "CFBundleTypeName": kind.en,
        "CFBundleTypeRole": "Viewer",
        "LSItemContentTypes": [_type(kind)],
        "LSHandlerRank": "Alternate" if kind.shared else "Owner",
    }


def _kind(kind: FileKind) -> dict[str, Any]:
    return {
        "UTTypeIdentifier": _type(kind),
        "UTTypeDescription": kind.en,
        "UTTypeConformsTo": ["public.plain-text" if kind.shared else "public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [kind.ending.removeprefix(".")],
            "public.mime-type": [kind.mime],
        },
    }


def _type(kind: FileKind) -> str:
    return f"{IDENTITY}.{kind.klass.rpartition('.')[2]}"


def main(arguments: list[str]) -> int:
    """Write the table into a file; return the exit code."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    Path(arguments[0]).write_bytes(plistlib.dumps(info(arguments[1], associations())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
