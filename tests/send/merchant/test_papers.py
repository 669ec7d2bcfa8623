import json
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.send.merchant.papers import Papers, is_signed, signed
from tests.fakes.counters import papers
from tests.fakes.payers import a_ground


def test_the_merchants_papers_are_those_of_the_bundle(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    held, told = papers(ground), ground.credentials.bundle
    assert held.wechatpay.mchid == told.wechatpay.mchid
    assert held.wechatpay.platform_serial == told.wechatpay.platform_cert_serial
    assert held.alipay.app_id == told.alipay.app_id


def test_signatures_hold_for_their_octets_only(tmp_path: Path) -> None:
    key = papers(a_ground(tmp_path)).wechatpay.key
    signature = signed(key, b"tea")
    assert is_signed(key.public_key(), signature, b"tea")
    assert not is_signed(key.public_key(), signature, b"teas")
    for wrong in ("", "not base64!", signature[:-4], "é"):
        assert not is_signed(key.public_key(), wrong, b"tea")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", json.dumps({"wechatpay": {}}).encode()])
def test_a_bundle_that_is_none_is_told(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(body)
    with pytest.raises(EnvironmentFault) as caught:
        Papers.from_file(str(file))
    assert caught.value.message.code == "send.no-credentials"


def test_a_bundle_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        Papers.from_file(str(tmp_path / "none.json"))
