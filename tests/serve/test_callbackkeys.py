import pytest

from linktester.serve.callbackkeys import CallbackKeys, KeyChoice


def test_without_a_force_every_order_has_its_own_key() -> None:
    choice = KeyChoice()
    assert [choice.next(each) for each in ("certificate", "public_key")] == ["certificate", "public_key"]


@pytest.mark.parametrize("forced", [CallbackKeys.CERTIFICATE, CallbackKeys.PUBLIC_KEY])
def test_a_forced_key_is_everybodys(forced: CallbackKeys) -> None:
    choice = KeyChoice()
    choice.force(forced)
    assert [choice.next(each) for each in ("certificate", "public_key")] == [forced, forced]


def test_mixed_means_by_turns() -> None:
    choice = KeyChoice()
    choice.force(CallbackKeys.MIXED)
    assert [choice.next("public_key") for _ in range(3)] == ["certificate", "public_key", "certificate"]
    choice.force(CallbackKeys.MIXED)
    assert choice.next("public_key") == "certificate"


def test_a_force_can_be_taken_back() -> None:
    choice = KeyChoice()
    choice.force(CallbackKeys.MIXED)
    choice.force(CallbackKeys.ORDER)
    assert choice.next("public_key") == "public_key"
