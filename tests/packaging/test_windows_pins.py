from pathlib import Path

import pytest
from project import PackagingFault
from windows import interpreter, notices, wheels
from windows.launchers import numbers
from windows.pins import HERE, associations, pins

ROOT = Path(__file__).parents[2]

PINS = pins()
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_wheel_is_one_of_the_pinned_project_series_and_platform() -> None:
    taken = PINS.interpreter
    tag = "cp" + taken.series.replace(".", "")
    assert taken.file == f"{taken.project}-{taken.version}-{tag}-{tag}-win_amd64.whl"
    assert taken.patch.startswith(f"{taken.series}.")
    assert taken.library == f"python{taken.series.replace('.', '')}.dll"
    assert taken.library in taken.beside


def test_a_hash_that_is_none_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "pins.toml"
    text = (HERE / "pins.toml").read_text(encoding="utf-8")
    table.write_text(text.replace(PINS.interpreter.sha256, "0e50"), encoding="utf-8")
    with pytest.raises(PackagingFault, match="64 hex digits"):
        pins(table)


def test_a_wheel_with_another_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / PINS.interpreter.file).write_bytes(b"another")
    with pytest.raises(PackagingFault, match=PINS.interpreter.sha256):
        interpreter.fetch(PINS.interpreter, tmp_path)


def test_no_test_module_and_no_free_threaded_module_is_taken() -> None:
    assert [name for name in PINS.interpreter.modules if "test" in name or "cp313t" in name] == []


def test_what_the_window_uses_of_qt_is_kept() -> None:
    assert wheels.imported_qt(ROOT / "linktester") <= set(PINS.qt.modules)


def test_no_library_under_the_gpl_alone_is_kept() -> None:
    kept = {*PINS.qt.libraries, *PINS.qt.plugins, *PINS.qt.modules}
    assert [name for name in kept if "Charts" in name or "VirtualKeyboard" in name or "DataVis" in name] == []


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("MIT", False),
        ("", False),
    ],
)
def test_a_licence_that_must_not_be_shipped_is_refused(licence: str, refused: bool) -> None:
    if not refused:
        notices.refuse("x", licence, PINS.licences)
        return
    with pytest.raises(PackagingFault, match="must not be shipped"):
        notices.refuse("x", licence, PINS.licences)


def test_the_licence_texts_are_there() -> None:
    assert [name for name in PINS.licences["texts"] if not (notices.TEXTS / name).is_file()] == []


def test_markers_are_read_for_windows_and_not_for_this_machine(tmp_path: Path) -> None:
    lacking = wheels.lacking_by_marker(LOCK, tmp_path)
    assert {"colorama", "pyside6-essentials", "httpx"} <= set(lacking)
    pinned = [line for line in LOCK.splitlines() if "==" in line and not line.startswith(" ")]
    assert len(lacking) == len(pinned)


def test_a_library_that_is_there_is_not_missed(tmp_path: Path) -> None:
    told = tmp_path / "pyside6_essentials-6.11.3.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: PySide6_Essentials\n", encoding="utf-8")
    assert "pyside6-essentials" not in wheels.lacking_by_marker(LOCK, tmp_path)


def test_what_the_search_path_names_is_only_our_own(tmp_path: Path) -> None:
    interpreter.search_path(PINS.interpreter, tmp_path)
    text = (tmp_path / "python313._pth").read_text(encoding="utf-8")
    assert text.split() == ["python313.zip", "DLLs", "lib"]
    assert "import" not in text


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("json/decoder.py", True),
        ("test/test_json.py", False),
        ("site-packages/pip/__init__.py", False),
        ("unittest/mock.py", True),
        ("_sysconfigdata__linux_x86_64-linux-gnu.py", False),
        ("config-3.13-x86_64-linux-gnu/python-config.py", False),
    ],
)
def test_which_modules_of_the_standard_library_stay(name: str, stays: bool) -> None:
    assert interpreter.kept(name, PINS.stdlib_without) == stays


def test_versions_become_four_numbers() -> None:
    assert numbers("0.1.0") == (0, 1, 0, 0)
    assert numbers("1.2") == (1, 2, 0, 0)
    assert numbers("1.2.3rc1") == (1, 2, 3, 0)
    with pytest.raises(PackagingFault, match="no version"):
        numbers("next")


def test_what_opens_with_us_is_named_like_windows_names_things() -> None:
    known = associations()
    assert all(kind.ending.startswith(".") and kind.klass.startswith("linktester.") for kind in known.files)
    assert [kind.ending for kind in known.owned] == [".ltrun"]
    assert [kind.ending for kind in known.shared] == [".toml"]
