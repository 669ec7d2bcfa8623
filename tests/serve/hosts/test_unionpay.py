from tests.fakes.visits import UNIONPAY, canonical, visit

CODE = "https://qr.95516.com/00010000/62123456"


def test_quickpass_sees_the_order() -> None:
    assert canonical(visit(CODE, UNIONPAY)) == CODE


def test_everybody_else_is_told_what_to_scan_it_with() -> None:
    assert canonical(visit(CODE)) is None
    assert visit("https://qr.95516.com/").status == 404
