import pytest
from PySide6.QtGui import QGuiApplication

from linktester.gui.widgets.clipboard import put_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a <b>\u202e", "a <b>\u202e"), ("half \ud800 character", "half \\ud800 character"), ("", "")],
)
def test_keeps_text_as_it_is(qapp: object, text: str, kept: str) -> None:
    put_text(text)
    assert QGuiApplication.clipboard().text() == kept
