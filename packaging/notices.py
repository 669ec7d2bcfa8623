"""Whose work is shipped, under which terms: THIRD-PARTY.txt, the SBOM, and what must not be there.

Made at build time out of the clean environment, before the freezer is installed into it.
"""

import json
import re
from pathlib import Path

from freeze import CLEAN, LICENCES, TOOLS, python
from project import DIST, NAME, ROOT, PackagingFault, do, tell, version

ALLOWED = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla|ISC|PSF|Python Software Foundation|LGPL"
    r"|Lesser General Public|0BSD|HPND|CNRI|Zlib"
    r"|Unlicense|Public Domain",
    re.IGNORECASE,
)
EXCUSED = {
    "qrcode": "BSD; its second classifier, “Other/Proprietary”, is left from a licence note of long ago"
}
HEAD = f"""\
{NAME} {{version}} is licensed under the Apache License 2.0. It contains the work of others.

Qt and PySide6 (Qt for Python) are used under the GNU Lesser General Public License, version 3. Their
libraries are separate files below PySide6/ and shiboken6/ and may be replaced:
  1. install the same minor version of PySide6-Essentials, or build it,
  2. copy its PySide6 and shiboken6 folders over those in this package,
  3. start {NAME}: the toolkit's version is shown under Help, About.
Nothing in our terms forbids taking them apart to debug such a change. The source of Qt and PySide6 is offered
at code.qt.io; what is shipped here is unchanged.
python-stdnum and pycountry are used under the GNU Lesser General Public License, version 2.1 or later. They
are shipped as source, in folders of these names, and may be replaced in the same way.
Python is licensed by the Python Software Foundation; its terms are in LICENSE-Python.txt.
The start program is PyInstaller's boot loader (GPL-2.0 with an exception that permits this use).
The font Linktester Sans SC is a part of Noto Sans CJK SC, under the SIL Open Font License 1.1; its text is in
{NAME}/data/fonts/OFL.txt.

"""


def write() -> tuple[Path, Path]:
    """Write both files into dist/ and return them. Raises PackagingFault for terms nobody agreed to."""
    tell("licences and the list of parts")
    judge(json.loads(_licences("--format=json")))
    parts = [
        HEAD.format(version=version()),
        _licences("--format=plain-vertical", "--with-license-file", "--no-license-path", "--with-urls"),
    ]
    parts += [f"\n\n{'=' * 40} LGPL-2.1\n\n{(LICENCES / 'LGPL-2.1.txt').read_text(encoding='utf-8')}"]
    third = DIST / "THIRD-PARTY.txt"
    third.write_text("".join(parts), encoding="utf-8")
    return third, _sbom()


def judge(told: list[dict[str, str]]) -> None:
    """Raise PackagingFault for a library whose licence is none of those we may pass on."""
    wrong = [
        f"{each['Name']} ({each['License']})"
        for each in told
        if each["Name"].lower() not in EXCUSED and not ALLOWED.search(each["License"])
    ]
    if wrong:
        raise PackagingFault(f"Libraries under terms that were not agreed to: {', '.join(wrong)}")


def _licences(*options: str) -> str:
    return do(TOOLS / "bin" / "pip-licenses", "--python", python(CLEAN), *options, quiet=True)


def _sbom() -> Path:
    sbom = DIST / f"{NAME}-{version()}.cdx.json"
    options: list[str | Path] = [
        "--pyproject",
        ROOT / "pyproject.toml",
        "--of",
        "JSON",
        "--output-reproducible",
        "-o",
        sbom,
    ]
    do(TOOLS / "bin" / "cyclonedx-py", "environment", python(CLEAN), *options, quiet=True)
    return sbom
