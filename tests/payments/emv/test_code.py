"""What a scheme's own check sees."""

from linktester.payments.emv.code import Code
from linktester.payments.emv.profile import EMVCO
from linktester.payments.emv.scheme import grammar
from linktester.payments.emv.tlv import parse
from tests.fakes.emvcodes import hello, obj

CODE = Code(parse(hello(obj("62", obj("05", "a") + obj("05", "b"))), grammar()), EMVCO, "26")


def test_values_by_path_and_by_home() -> None:
    assert CODE.value("@/01") == CODE.value("26/01") == "M004252"
    assert CODE.value("62/05") == "a"
    assert CODE.value("61") is None
    assert CODE.value("26") == "0011EXAMPLE.PAY0107M004252"


def test_presence() -> None:
    assert CODE.has("@/00")
    assert not CODE.has("@/99")


def test_ids_with_repeats() -> None:
    assert CODE.ids("@") == ("00", "01")
    assert CODE.ids("62") == ("05", "05")
    assert CODE.ids("64") == ()
    assert CODE.ids()[:3] == ("00", "01", "26")


def test_paths_for_findings() -> None:
    assert CODE.path("@/01") == "26/01"
    assert CODE.path("@") == "26"
    assert CODE.path("62/05") == "62/05"


def test_the_rest() -> None:
    assert CODE.octets.endswith(b"6304" + CODE.octets[-4:])
    assert CODE.guis == {"26": "EXAMPLE.PAY"}
