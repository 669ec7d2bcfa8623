"""Whether things can be kept is found out before there is anything to keep."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.gui.homecheck import home_fault
from linktester.workspace import Places


def test_a_home_that_takes_things_is_fine_and_left_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    assert home_fault(Places.find(home)) is None
    assert list(home.iterdir()) == []


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = Places.find(tmp_path / "file" / "home")
    told = home_fault(places)
    assert told is not None
    assert told.code == "homecheck.unwritable"
    assert told.args["folder"] == str(places.data)
    told = home_fault(replace(places, is_portable=True))
    assert told is not None
    assert told.code == "homecheck.portable"


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes nothing")
def test_a_home_nothing_can_be_written_to_is_told() -> None:
    told = home_fault(Places.find(Path("/proc/self")))
    assert told is not None
    assert told.code in {"homecheck.unwritable", "homecheck.full"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    told = home_fault(Places(FullFolder(home), home / "state"))
    assert told is not None
    assert told.code == "homecheck.full"


@pytest.mark.parametrize(("schema", "code"), [(999, "store.newer"), (1, None)])
def test_a_newer_versions_history_is_told_at_once(tmp_path: Path, schema: int, code: str | None) -> None:
    places = Places.find(tmp_path)
    with closing(sqlite3.connect(places.archive)) as archive:
        archive.execute(f"PRAGMA user_version = {schema}")
    told = home_fault(places)
    assert (told.code if told else None) == code


def test_a_history_that_is_none_is_told_when_it_is_opened(tmp_path: Path) -> None:
    places = Places.find(tmp_path)
    places.archive.write_bytes(b"no database" * 100)
    assert home_fault(places) is None


class FullFolder(type(Path())):  # type: ignore[misc]
    """A folder on a disk that takes names and nothing more."""

    def __truediv__(self, name: object) -> Path:
        return FullName(str(self), str(name))


class FullName(type(Path())):  # type: ignore[misc]
    """A file in it."""

    def with_name(self, name: str) -> Path:
        return FullDevice("/dev/full") if name else self


class FullDevice(type(Path())):  # type: ignore[misc]
    """What is written to it is refused as on a full disk."""

    def open(self, mode: str = "rb", *args: object, **more: object) -> object:  # type: ignore[override]
        return Path("/dev/full").open("wb")

    def unlink(self, missing_ok: bool = False) -> None:
        """There is nothing to take away."""
