from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from linktester.model.zone import CHINA
from linktester.serve.payapis.taobao.answers import Problem
from linktester.serve.payapis.taobao.signing import check, moment_of, signature, signed_text
from tests.fakes.openapis import Shop
from tests.fakes.payers import NOON, said

CREATE = "taobao.tbk.tpwd.create"


def code_of(shop: Shop, **wrong: str) -> int:
    with pytest.raises(Problem) as told:
        check(shop.asked(CREATE, **wrong))
    return told.value.code


def test_both_methods_give_known_signatures() -> None:
    params = {"foo": "1", "bar": "2", "foo_bar": "3", "foobar": "4", "sign": "ignored"}
    assert signed_text(params) == "bar2foo1foo_bar3foobar4"
    # Computed with coreutils' md5sum and openssl's HMAC.
    assert signature(params, "md5", "helloworld") == "5AAF1C690262A24768F5478B084C2C8A"
    assert signature(params, "hmac", "helloworld") == "E687005F819D6F9E6ED085311C8ACC75"
    assert signature(params, "sha256", "helloworld") is None


def test_a_call_with_all_common_parameters_passes(shop: Shop) -> None:
    check(shop.asked(CREATE, url="鞋 &+="))
    check(shop.asked(CREATE, sign_method="hmac"))
    check(shop.asked(CREATE, timestamp="2026-03-01 12:09:59"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("app_key", 28), ("timestamp", 30), ("v", 32), ("sign", 24)],
)
def test_what_is_missing(shop: Shop, name: str, code: int) -> None:
    shop.left_out = (name,)
    assert code_of(shop) == code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"app_key": "1"}, 29),
        ({"timestamp": "yesterday"}, 31),
        ({"timestamp": "2026-03-01 04:00:00"}, 31),
        ({"timestamp": "2026-02-30 04:00:00"}, 31),
        ({"timestamp": "99999999999999"}, 31),
        ({"v": "1.0"}, 33),
        ({"format": "yaml"}, 23),
        ({"sign_method": "sha256"}, 25),
        ({"sign": "0" * 32}, 25),
    ],
)
def test_what_is_wrong(shop: Shop, wrong: dict[str, str], code: int) -> None:
    assert code_of(shop, **wrong) == code


def passes(shop: Shop, timestamp: str) -> bool:
    told = shop.ask("taobao.wireless.share.tpwd.query", timestamp=timestamp, password_content="x")
    return "error_response" not in told


@pytest.mark.parametrize("sign", [1, -1])
def test_ten_minutes_either_way_are_let_pass(shop: Shop, sign: int) -> None:
    for seconds, passed in ((600, True), (601, False)):
        moment = NOON + sign * timedelta(seconds=seconds)
        assert passes(shop, str(int(moment.timestamp() * 1000))) is passed


def test_signatures_are_in_upper_case(shop: Shop) -> None:
    params = shop.params(CREATE, url="x")
    lower = {**params, "sign": params["sign"].lower()}
    assert said(shop.send("GET", "/router/rest?" + urlencode(lower)))["error_response"]["code"] == 25


def test_business_time_does_not_make_a_call_old(shop: Shop) -> None:
    shop.ground.clock.advance(timedelta(days=9))
    assert passes(shop, str(int(NOON.timestamp() * 1000)))


def test_the_log_shows_what_was_signed_without_the_secret(shop: Shop) -> None:
    asked = shop.asked(CREATE, url="x", sign="wrong")
    with pytest.raises(Problem):
        check(asked)
    built = asked.call.findings.built
    assert built.startswith("{app_secret}app_key")
    assert built.endswith("2.0{app_secret}")
    assert shop.ground.credentials.bundle.taobao.app_secret not in built


def test_two_forms_of_time_are_one_moment() -> None:
    assert moment_of("2026-03-01 12:00:00") == NOON == moment_of("1772337600000")
    assert moment_of("2026-03-01 12:00:00") == datetime(2026, 3, 1, 12, tzinfo=CHINA)
    assert moment_of("0001-01-01 00:00:00") is not None
    assert moment_of("２０２６-03-01 12:00:00") is None
    assert moment_of("") is None
    assert moment_of("1772337600000").tzinfo is UTC  # type: ignore[union-attr]
