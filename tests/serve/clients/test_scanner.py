from io import BytesIO

import pytest
from PIL import Image

from linktester import qr
from linktester.model.hostprotocol import ClientAnswer
from linktester.serve.clients.scanner import scanned
from linktester.serve.wire import BadBodyError


def side_by_side(*payloads: str) -> bytes:
    codes = [Image.open(BytesIO(qr.make(payload).png)).convert("L") for payload in payloads]
    sheet = Image.new("L", (sum(code.width for code in codes), max(code.height for code in codes)), 255)
    left = 0
    for code in codes:
        sheet.paste(code, (left, 0))
        left += code.width
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def test_one_code_is_acted_on() -> None:
    assert scanned(qr.make("https://a.example/").png, None) == "https://a.example/"


def test_equal_codes_are_one() -> None:
    assert scanned(side_by_side("same", "same"), None) == "same"


def test_different_codes_wait_for_a_choice() -> None:
    sheet = side_by_side("one", "two")
    shown = scanned(sheet, None)
    assert isinstance(shown, ClientAnswer)
    assert {(item.kind, item.label) for item in shown.items} == {("action", "one"), ("action", "two")}
    assert scanned(sheet, shown.items[1].id) == shown.items[1].label
    assert scanned(sheet, "code-9") == shown


def test_no_code_is_said() -> None:
    out = BytesIO()
    Image.new("L", (200, 200), 255).save(out, "PNG")
    shown = scanned(out.getvalue(), None)
    assert isinstance(shown, ClientAnswer)
    assert shown.items[0].kind == "text"


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(BadBodyError):
        scanned(b"GIF89a", None)
