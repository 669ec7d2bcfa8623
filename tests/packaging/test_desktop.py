"""What a desktop is told: the files are valid, and say the same as one another."""

import ast
import configparser
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import desktopfiles
import pytest
from project import HERE, ICON_SIZES, ROOT, version

from linktester.wording import LANGUAGES

LINUX = HERE / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / "linktester.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def metainfo(folder: Path) -> Path:
    target = folder / "test.linktester.linktester.metainfo.xml"
    target.write_text(desktopfiles.metainfo(), encoding="utf-8")
    return target


def test_specs_and_steps_are_python() -> None:
    for path in [*HERE.glob("*.spec"), *HERE.glob("*.py")]:
        ast.parse(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("name", sorted(path.name for path in LINUX.glob("*.sh")))
def test_scripts_are_readable_for_the_plainest_shell(name: str) -> None:
    done = subprocess.run([tool("sh"), "-n", LINUX / name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_desktop_entry_is_valid() -> None:
    command = [tool("desktop-file-validate"), LINUX / "linktester.desktop"]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""


def test_the_store_page_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command = [tool("appstreamcli"), "validate", "--no-net", metainfo(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_file_types_are_valid(tmp_path: Path) -> None:
    (tmp_path / "packages").mkdir()
    shutil.copy(LINUX / "linktester.mime.xml", tmp_path / "packages")
    done = subprocess.run([tool("update-mime-database"), tmp_path], capture_output=True, check=False)
    assert done.returncode == 0
    assert "application/x-linktester-run:*.ltrun" in (tmp_path / "globs").read_text()


def test_entry_store_page_and_types_speak_of_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    page = ET.parse(metainfo(tmp_path)).getroot()
    opened = set(entry()["MimeType"].rstrip(";").split(";"))
    types = {each.get("type") for each in ET.parse(LINUX / "linktester.mime.xml").iter(f"{MIME}mime-type")}
    assert {each.text for each in page.iter("mediatype")} == opened
    assert opened == types | {"x-scheme-handler/linktester"}
    release = page.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": version(), "date": "2023-11-14"}


def test_both_languages_are_spoken() -> None:
    told = entry()
    assert [
        key for key in ("Name", "GenericName", "Comment", "Keywords") if f"{key}[zh_CN]" not in told
    ] == []
    manual = tomllib.loads((LINUX / "manual.toml").read_text(encoding="utf-8"))
    assert set(manual) == set(LANGUAGES)
    shapes = [
        {part: set(told) for part, told in words.items() if isinstance(told, dict)}
        for words in manual.values()
    ]
    assert all(shape == shapes[0] for shape in shapes)


def test_there_is_an_icon_of_every_size() -> None:
    for size in ICON_SIZES:
        head = (ROOT / "assets" / "icons" / f"linktester-{size}.png").read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (size, size)
    assert ET.parse(ROOT / "assets" / "icons" / "linktester.svg").getroot().tag.endswith("svg")
