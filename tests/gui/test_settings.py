from pathlib import Path

from PySide6.QtCore import QByteArray

from linktester.gui.settings import FILE, Settings


def test_what_was_put_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    assert first.first_start
    first.put("tester", '李雷, "QA"; x=1')
    first.put("recent", ["a", "b"])
    first.put("follow", True)
    first.put("geometry", QByteArray(b"\x00\x01"))
    first.save()
    second = Settings(tmp_path)
    assert second.text("tester") == '李雷, "QA"; x=1'
    assert second.texts("recent") == ["a", "b"]
    assert second.flag("follow")
    assert second.octets("geometry") == b"\x00\x01"
    assert not second.first_start


def test_odd_values_count_as_never_set(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[General]\ntheme=pink\nlanguage=tlh\ngeometry=5\n", encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.theme == "system"
    assert settings.language in {"en", "zh_CN"}
    assert settings.octets("geometry").isEmpty()
    assert settings.texts("none") == []


def test_a_broken_file_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\x00[[[=\n=\n")
    assert Settings(tmp_path).text("tester", "nobody") == "nobody"


def test_one_text_is_a_list_of_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.put("recent", "run")
    assert settings.texts("recent") == ["run"]


def test_forgotten_layouts_stay_forgotten_until_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.put("geometry", QByteArray(b"\x01"))
    settings.put("tester", "Li")
    settings.forget_layouts()
    settings.put("geometry", QByteArray(b"\x02"))
    settings.put("device", "Redmi")
    settings.save()
    assert settings.octets("geometry").isEmpty()
    after = Settings(tmp_path)
    assert after.octets("geometry").isEmpty()
    assert (after.text("tester"), after.text("device")) == ("Li", "Redmi")
    after.put("geometry", QByteArray(b"\x03"))
    assert after.octets("geometry") == b"\x03"
