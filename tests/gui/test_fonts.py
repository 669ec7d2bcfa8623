"""Chinese text without an installed Chinese font."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QRawFont

from linktester import resources
from linktester.gui.fonts import BUNDLED, ensure_chinese, load_bundled
from linktester.wording import table

MOST_OCTETS = 3_000_000
NO_CHARACTER = "\U0010fffd"
BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{0}</cachedir></fontconfig>"""
IN_A_BARE_PLACE = """
from PySide6.QtWidgets import QApplication
from linktester.gui.fonts import ensure_chinese
app = QApplication([])
print(ensure_chinese(app), ensure_chinese(app))
"""


@pytest.fixture
def bundled(qapp: QGuiApplication) -> QFont:
    font = QFont(load_bundled(), 24)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


def drawn(text: str, font: QFont) -> bytes:
    """The pixels of a text."""
    image = QImage(48, 48, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(4, 40, text)
    painter.end()
    return bytes(image.constBits())


def test_a_chinese_character_is_no_empty_box(bundled: QFont) -> None:
    box, blank = drawn(NO_CHARACTER, bundled), drawn(" ", bundled)
    characters = {each: drawn(each, bundled) for each in "放行改写拦截"}
    assert box not in characters.values()
    assert blank not in characters.values()
    assert len(set(characters.values())) == len(characters)


def test_all_our_own_words_can_be_written() -> None:
    font = QRawFont()
    font.loadFromData(resources.read_bytes(BUNDLED), 12, QFont.HintingPreference.PreferDefaultHinting)
    said = {character for words in table("zh_CN").values() for character in words} - {"\n"}
    assert {character for character in said if not font.supportsCharacter(ord(character))} == set()


def test_all_of_gb_2312_can_be_written(bundled: QFont) -> None:
    metrics = QFontMetrics(bundled)
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = [each for pair in pairs for each in pair.decode("gb2312", errors="ignore")]
    assert len(characters) == 6763
    assert all(metrics.inFontUcs4(ord(each)) for each in characters)


def test_the_font_is_loaded_once_and_only_where_it_is_missed(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(BARE.format(tmp_path), encoding="utf-8")
    bare = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", IN_A_BARE_PLACE], env=bare, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_where_chinese_is_there_nothing_is_loaded(bundled: QFont, qapp: QGuiApplication) -> None:
    assert not ensure_chinese(qapp)


def test_the_font_stays_small_and_brings_its_licence() -> None:
    assert len(resources.read_bytes(BUNDLED)) <= MOST_OCTETS
    licence = resources.read_text("fonts/OFL.txt")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Adobe" in licence
