import pytest

from linktester import qr
from linktester.gui.panels.coding import drawn
from linktester.model.errors import InputErrors


def test_a_code_says_exactly_its_text():
    code = drawn("https://item.taobao.com/item.htm?id=1", "Q")
    assert (code.level, code.text) == ("Q", "https://item.taobao.com/item.htm?id=1")
    assert len(code.modules) == 17 + 4 * code.version
    assert [found.text for found in qr.read(code.png)] == [code.text]
    assert code.svg.startswith("<svg")


@pytest.mark.parametrize(("text", "code"), [("x" * 5000, "qr.too-much-data"), ("\ud800", "qr.not-unicode")])
def test_what_fits_into_no_code_is_told(text: str, code: str):
    with pytest.raises(InputErrors) as told:
        drawn(text, "M")
    assert told.value.problems[0].message.code == code
