"""Writes whose work the Windows tree holds and under which terms, and refuses what may not be in it."""

from pathlib import Path

from windows.pins import HERE, BuildFault, Pins
from windows.wheels import licence_of

TEXTS = HERE.parent / "licences"
"""The licence texts that some wheels lack."""

_HEAD = """\
linktester for Windows stands on the works below.

It uses Qt and PySide6 (copyright The Qt Company Ltd. and others) under the GNU Lesser General Public License,
version 3; its text is in LGPL-3.txt, that of the GNU General Public License it builds on in GPL-3.txt. The
libraries lie as they are in lib\\PySide6 and lib\\shiboken6: put others of the same interface in their place
and linktester runs with those. Nothing in our terms forbids taking it apart to find faults in such a change.
The source of Qt and PySide6 {qt} is offered at code.qt.io; what is shipped here is unchanged.
python-stdnum and pycountry are under the same licence, version 2.1 or later (LGPL-2.1.txt); they lie in lib
as source and may be replaced in the same way.
{others}
"""
_OTHERS = """
Not from a wheel of its own:
  Python {python}             PSF-2.0                  LICENSE-Python.txt; DLLs signed by the foundation
  OpenSSL 3, libffi, SQLite   Apache-2.0, MIT, public domain    come with Python
  Microsoft Visual C++ runtime    Microsoft's terms for redistributable files
"""


def write(tree: Path, pins: Pins) -> int:
    """Write `THIRD-PARTY.txt` and the licence texts into `tree`; return how many libraries are told of.

    Raises BuildFault where a library offers nothing but a licence that must not be in the tree.
    """
    found = sorted(licence_of(file) for file in (tree / "lib").glob("*.dist-info/METADATA"))
    for name, _, licence in found:
        refuse(name, licence, pins.licences)
    versions = {name: version for name, version, _ in found}
    others = _OTHERS.format(python=pins.interpreter.patch)
    head = _HEAD.format(qt=versions.get("PySide6_Essentials", ""), others=others)
    rows = [f"{name} {version}\n  {licence or 'see its own files'}\n" for name, version, licence in found]
    texts = [f"  {text.relative_to(tree).as_posix()}\n" for text in licence_texts(tree)]
    told = head + "\n" + "".join(rows) + "\nLicence texts:\n" + "".join(texts)
    (tree / "THIRD-PARTY.txt").write_text(told, encoding="utf-8-sig", newline="\r\n")
    for text in pins.licences["texts"]:
        (tree / text).write_bytes((TEXTS / text).read_bytes())
    return len(found)


def refuse(name: str, licence: str, rules: dict[str, tuple[str, ...]]) -> None:
    """Raise BuildFault where `licence` names one that is never to be in the tree and offers no other."""
    if any(word in licence for word in rules["offered"]):
        return
    hit = [word for word in rules["never"] if word in licence.replace("LGPL", "")]
    if hit:
        raise BuildFault(f"{name} is under {licence}, which must not be shipped")


def licence_texts(tree: Path) -> list[Path]:
    """Return the licence files that the libraries brought."""
    found = (path for path in (tree / "lib").glob("*.dist-info/**/*") if path.is_file())
    return sorted(
        path for path in found if any(word in path.name.upper() for word in ("LICEN", "COPY", "NOTICE"))
    )
