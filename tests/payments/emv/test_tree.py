"""Objects written again."""

from linktester.model.payment import CodeField
from linktester.payments.emv.tree import rebuild
from tests.fakes.emvcodes import code, hello, obj


def field(path: str, value: str = "", *, template: bool = False) -> CodeField:
    return CodeField(path, 0, 0, "", value, template=template)


def test_lengths_and_checksum_are_made() -> None:
    fields = (field("00", "01"), field("26", template=True), field("26/00", "x"), field("58", "北京"))
    assert rebuild(fields) == code("000201", "26050001x", "5802北京")


def test_order_and_twins_stay() -> None:
    fields = (
        field("59", "b"),
        field("62", template=True),
        field("62/05", "x"),
        field("62/50", template=True),
        field("62/50/00", "deep"),
        field("62/07", "y"),
        field("62", template=True),
        field("62/01", "z"),
        field("59", "a"),
    )
    inner = obj("05", "x") + obj("50", obj("00", "deep")) + obj("07", "y")
    assert rebuild(fields) == code("5901b", obj("62", inner), obj("62", "0101z"), "5901a")


def test_the_checksum_goes_last_and_is_right() -> None:
    assert rebuild((field("63", "0000"), field("59", "a"))) == code("5901a")


def test_small_letters_of_a_right_checksum_stay() -> None:
    right = hello()[-4:].decode()
    fields = [field("59", "a"), field("63", code("5901a")[-4:].decode().lower())]
    assert rebuild(fields) == code("5901a")[:-4] + code("5901a")[-4:].lower()
    assert right != right.lower()


def test_parts_of_a_value_are_not_objects() -> None:
    assert rebuild((field("15", "ab"), field("15/acquirer", "a"), field("15/merchant", "b"))) == code(
        "1502ab"
    )


def test_another_id_for_the_checksum() -> None:
    assert rebuild((field("51", "TH"),), "91").startswith(b"5102TH9104")


def test_what_no_utf8_holds_is_replaced() -> None:
    assert rebuild((field("59", "\ud800"),)).startswith(b"5901?")


def test_long_values_are_written_as_broken_codes_have_them() -> None:
    assert rebuild((field("59", "x" * 100),)).startswith(b"59100xxx")
