from linktester.serve.payapis.alipay import states
from linktester.serve.payapis.alipay.problem import errors, gateway_codes, invalid


def test_every_error_has_a_gateway_code() -> None:
    assert {each.code for each in errors().values()} <= set(gateway_codes())


def test_what_the_states_refuse_with_is_in_the_table() -> None:
    assert {each.error for each in states.table().refusal} <= set(errors())


def test_every_entry_says_how_sure_it_is_and_why() -> None:
    entries = (*errors().values(), *gateway_codes().values())
    assert {each.sure for each in entries} <= set("VRDSG")
    assert all(each.source for each in entries)


def test_names_in_errors_hold_no_digits() -> None:
    # One SDK finds the answer by a pattern without digits.
    assert not any(any(letter.isdigit() for letter in code) for code in errors())


def test_a_wrong_field_is_named() -> None:
    problem = invalid("subject", "缺少必填字段")
    assert (problem.check, problem.words) == ("subject", "参数无效：subject 缺少必填字段")
