"""Makes the .msi for managed machines: for everybody there, put in by an administrator, silent with `/qn`."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from windows.launchers import numbers
from windows.nsis import Setup
from windows.pins import HERE, Associations
from windows.programs import run

PRODUCT = HERE / "installer" / "product.wxs"
_FOLDER = "INSTALLDIR"
_OPEN = f'"[{_FOLDER}]linktesterw.exe" "%1"'
_OURS = "SOFTWARE\\linktester\\Capabilities"
_SPACE = uuid.UUID("4f0e7a5c-6f3e-4f0e-8d3b-1c8f6f7e2a90")
"""Makes component identities that stay the same from version to version, as Windows Installer demands."""

Value = tuple[str, str, str]
"""Key below HKLM, name of the value (empty = the key's own), value."""


def make(setup: Setup, known: Associations, work: Path, epoch: int) -> Path:
    """Write the package and return it."""
    names = sorted(
        path.relative_to(setup.tree).as_posix() for path in setup.tree.rglob("*") if path.is_file()
    )
    heat = ("wixl-heat", "--prefix", "./", "--directory-ref", _FOLDER, "--component-group", "Files")
    listed = run(
        [*heat, "--var", "var.Tree", "--win64"], text="\n".join(f"./{name}" for name in names) + "\n"
    )
    files, registry = work / "files.wxs", work / "classes.wxs"
    files.write_text(listed, encoding="utf-8")
    registry.write_text(fragment(known), encoding="utf-8")
    words = {
        "Version": ".".join(map(str, numbers(setup.version)[:3])),
        # Whole paths are not found.
        "Tree": os.path.relpath(setup.tree, work),
        "Icon": os.path.relpath(setup.icon, work),
        "Win64": "yes",
    }
    defined = [word for name, value in words.items() for word in ("-D", f"{name}={value}")]
    dated = {"SOURCE_DATE_EPOCH": str(epoch)}
    product = shutil.copyfile(PRODUCT, work / PRODUCT.name)
    sources = (product.name, files.name, registry.name)
    run(["wixl", "-a", "x64", *defined, "-o", setup.target, *sources], folder=work, **dated)
    return setup.target


def values(known: Associations) -> Iterator[Value]:
    """Yield what the registry has to hold so that links and files open with linktester."""
    classes = "SOFTWARE\\Classes"
    yield from _class(known.scheme_class, known.scheme_en)
    yield (f"{classes}\\{known.scheme_class}", "URL Protocol", "")
    yield (f"{_OURS}\\URLAssociations", known.scheme, known.scheme_class)
    for kind in known.files:
        yield from _class(kind.klass, kind.en)
        yield (f"{classes}\\{kind.ending}\\OpenWithProgids", kind.klass, "")
        yield (f"{_OURS}\\FileAssociations", kind.ending, kind.klass)
    for kind in known.owned:
        yield (f"{classes}\\{kind.ending}", "", kind.klass)
        yield (f"{classes}\\{kind.ending}", "Content Type", kind.mime)
    yield (_OURS, "ApplicationName", "linktester")
    yield ("SOFTWARE\\RegisteredApplications", "linktester", _OURS)
    paths = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths"
    yield (f"{paths}\\linktester.exe", "", f"[{_FOLDER}]linktester.exe")


def _class(klass: str, words: str) -> Iterator[Value]:
    key = f"SOFTWARE\\Classes\\{klass}"
    yield (key, "", words)
    yield (f"{key}\\DefaultIcon", "", f"[{_FOLDER}]linktesterw.exe,0")
    yield (f"{key}\\shell\\open\\command", "", _OPEN)


def fragment(known: Associations) -> str:
    """Return the part of the package that writes the registry."""
    components = "".join(_component(number, value) for number, value in enumerate(values(known)))
    references = "".join(f'<ComponentRef Id="Class{n}"/>\n' for n, _ in enumerate(values(known)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">\n'
        f'<Fragment><DirectoryRef Id="{_FOLDER}">\n{components}</DirectoryRef></Fragment>\n'
        f'<Fragment><ComponentGroup Id="Classes">\n{references}</ComponentGroup></Fragment>\n</Wix>\n'
    )


def _component(number: int, value: Value) -> str:
    key, name, text = value
    identity = str(uuid.uuid5(_SPACE, f"{key}|{name}")).upper()
    named = f" Name={quoteattr(name)}" if name else ""
    where = f'Root="HKLM" Key={quoteattr(key)}{named}'
    return (
        f'<Component Id="Class{number}" Guid="{identity}" Win64="yes">'
        f'<RegistryValue {where} Type="string" Value={quoteattr(text)} KeyPath="yes"/>'
        "</Component>\n"
    )
