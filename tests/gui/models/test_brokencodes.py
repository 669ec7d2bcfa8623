from linktester.gui.models.brokencodes import broken_codes
from tests.fakes.paycodes import GOOD, WRONG


def test_each_broken_form_says_what_is_found_and_where_it_differs() -> None:
    codes = {each.mutation.name: each for each in broken_codes(GOOD, None, None)}
    wrong = codes["checksum-wrong"]
    assert [each.code for each in wrong.findings("en")] == ["checksum-wrong"]
    assert wrong.change is not None
    assert all(each.findings and each.mutation.payload != GOOD for each in codes.values())


def test_a_broken_code_is_not_broken_further() -> None:
    assert broken_codes(WRONG, None, None) == ()
