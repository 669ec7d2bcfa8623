import logging
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from linktester.gui.bundle import MOST_KEPT, LastLines, Told, crash_of, machine, write
from linktester.model.zone import CHINA

AT = datetime(2026, 11, 22, 12, 0, 1, tzinfo=CHINA)


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as found:  # noqa: BLE001 - any of them is looked at
        return found


def texts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_a_bundle_tells_what_is_needed_to_mend_it(tmp_path: Path) -> None:
    crash = crash_of(raised(ValueError("no such part")), "window", AT)
    path = write(tmp_path / "crashes", crash, ["INFO began"], {"language": "en"})
    found = texts(path)
    assert set(found) == {"report.txt", "log.txt", "choices.txt"}
    assert "ValueError: no such part" in found["report.txt"]
    assert "test_bundle.py" in found["report.txt"]
    assert "in: window" in found["report.txt"]
    assert "PySide" in found["report.txt"]
    assert found["log.txt"] == "INFO began"
    assert found["choices.txt"] == "language = en"
    assert Told(crash, path).reason == ""


@pytest.mark.parametrize(
    "private",
    ["https://shop.example.com/p?id=5", "weixin://dl/business/?t=x", "'李雷'", '"a title"', "13800138000"],
)
def test_values_of_people_stay_out(tmp_path: Path, private: str) -> None:
    crash = crash_of(raised(KeyError(f"about {private} here")), "window", AT)
    found = texts(write(tmp_path, crash, [f"INFO fetched {private}"], {}))
    assert private not in found["report.txt"].split("KeyError:")[1]
    assert private not in found["log.txt"]


def test_the_home_folder_is_not_named(tmp_path: Path) -> None:
    crash = crash_of(raised(OSError(str(Path.home() / "x"))), "window", AT)
    assert str(Path.home()) + "/" not in crash.trace


def test_what_led_to_it_is_told_too() -> None:
    try:
        try:
            raise OSError("first")
        except OSError as first:
            raise ValueError("second") from first
    except ValueError as second:
        crash = crash_of(second, "task_0", AT)
    assert crash.trace.splitlines()[-2:] == ["ValueError: second", "OSError: first"]
    assert crash.kind == "ValueError"


def test_an_exception_without_words_is_named() -> None:
    assert crash_of(raised(Mute()), "window", AT).trace.endswith("Mute")


def test_half_characters_do_not_stop_it(tmp_path: Path) -> None:
    crash = crash_of(raised(ValueError("\ud83d")), "window", AT)
    assert "\\ud83d" in texts(write(tmp_path, crash, ["\ud83d"], {}))["report.txt"]


def test_the_newest_are_kept(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("stays", encoding="utf-8")
    for number in range(MOST_KEPT + 3):
        last = write(tmp_path, crash_of(ValueError(), "w", AT + timedelta(seconds=number)), [], {})
    names = sorted(each.name for each in tmp_path.iterdir())
    assert len(names) == MOST_KEPT + 1
    assert last.name in names
    assert "mine.txt" in names


def test_a_folder_that_cannot_be_made_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write(tmp_path / "file" / "crashes", crash_of(ValueError(), "w", AT), [], {})


def test_last_lines_are_kept_in_words() -> None:
    handler = LastLines()
    log = logging.getLogger("tests.bundle")
    log.propagate = False
    log.addHandler(handler)
    try:
        log.warning("%s of %d", "one", 2)
        log.handle(logging.LogRecord("tests.bundle", logging.ERROR, "f", 7, "%d", ("no",), None))
    finally:
        log.removeHandler(handler)
    first, second = handler.lines
    assert first.endswith("tests.bundle: one of 2")
    assert second == "ERROR tests.bundle:7"


def test_the_machine_is_told_by_versions() -> None:
    lines = machine()
    assert lines[0].startswith("linktester ")
    assert any(line.startswith("Qt ") for line in lines)
