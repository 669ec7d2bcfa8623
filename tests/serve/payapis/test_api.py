from pathlib import Path

import pytest

from linktester.serve import payapis
from linktester.serve.payapis.api import ApiCall
from tests.fakes.payers import a_ground


def test_a_call_is_cut_up_but_not_decoded(tmp_path: Path) -> None:
    target = "/v3/a%2Fb?x=%E5%AD%97&x=2&y=a+b?c"
    call = ApiCall(ground=a_ground(tmp_path), method="GET", host="h", target=target, headers={}, body=b"")
    assert (call.path, call.query) == ("/v3/a%2Fb", "x=%E5%AD%97&x=2&y=a+b?c")
    assert dict(call.fields) == {"x": "字", "y": "a b?c"}


@pytest.mark.parametrize(
    ("host", "path", "local", "name"),
    [
        ("127.0.0.1", "/v3/pay/transactions/native", True, "wechatpay"),
        ("localhost", "/v3/certificates", True, "wechatpay"),
        ("api.mch.weixin.qq.com", "/v3/refund/domestic/refunds", False, "wechatpay"),
        ("api.mch.weixin.qq.com", "/elsewhere", False, None),
        ("127.0.0.1", "/elsewhere", True, None),
        ("m.example", "/v3/pay/transactions/native", False, None),
    ],
)
def test_an_api_is_found_by_path_and_by_name(host: str, path: str, local: bool, name: str | None) -> None:
    found = payapis.find(host, path, local=local)
    assert (found.name if found else None) == name


def test_no_two_apis_share_a_name_host_or_prefix() -> None:
    names = [api.name for api in payapis.APIS]
    hosts = [host for api in payapis.APIS for host in api.hosts]
    prefixes = [(api.name, prefix) for api in payapis.APIS for prefix in api.prefixes]
    assert len(set(names)) == len(names)
    assert len(set(hosts)) == len(hosts)
    clashes = [
        (one, other)
        for one in prefixes
        for other in prefixes
        if one[0] != other[0] and one[1].startswith(other[1])
    ]
    assert clashes == []
    assert all(payapis.of_host(host) for host in hosts)


def test_platforms_that_take_money_are_found_by_name() -> None:
    assert "wechatpay" in payapis.payments()
