"""Pins, licences and words that packages are made of."""

import re

import notices
import pytest
import runtime
from project import HERE, ROOT, PackagingFault, version

from linktester import __version__

LOCK = """\
click==8.5.1 \\
    --hash=sha256:00
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:00
pycparser==3.12 ; implementation_name != 'PyPy' \\
    --hash=sha256:00
"""


def test_only_what_this_platform_runs_on_is_listed() -> None:
    assert runtime.pinned(LOCK, "linux") == ("click", "pycparser")
    assert runtime.pinned(LOCK, "win32") == ("click", "colorama", "pycparser")


def test_everything_the_program_asks_for_is_shipped() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (wanted,) = re.findall(r"^dependencies = \[(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    names = re.findall(r'"([a-z0-9-]+)', wanted)
    assert names
    assert [name for name in names if name not in runtime.RUNTIME] == []


@pytest.mark.parametrize("name", ["requirements-freeze", "requirements-notices"])
def test_tools_are_pinned_by_hash_and_without_addresses(name: str) -> None:
    lock = (HERE / f"{name}.lock").read_text(encoding="utf-8")
    asked = re.findall(r"^([a-z-]+)>=", (HERE / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    assert asked
    assert [each for each in asked if f"\n{each}==" not in f"\n{lock}"] == []
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert "://" not in lock


def test_versions_agree() -> None:
    assert version() == __version__


@pytest.mark.parametrize(
    "licence", ["MIT", "BSD-3-Clause", "LGPL-3.0-only OR GPL-2.0-only", "MPL-2.0", "ISC"]
)
def test_terms_that_were_agreed_to_pass(licence: str) -> None:
    notices.judge([{"Name": "some", "License": licence}])


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "GNU Affero General Public License v3", "UNKNOWN", ""])
def test_other_terms_stop_the_build(licence: str) -> None:
    with pytest.raises(PackagingFault, match="some"):
        notices.judge([{"Name": "some", "License": licence}])


def test_the_duties_of_the_lgpl_are_told() -> None:
    for text in ("LGPL-3", "GPL-3", "LGPL-2.1"):
        assert "GENERAL PUBLIC LICENSE" in (HERE / "licences" / f"{text}.txt").read_text(encoding="utf-8")
    assert "may be replaced" in notices.HEAD
