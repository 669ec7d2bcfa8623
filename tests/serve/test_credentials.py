import json
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.credentials import CREDENTIALS_FILE, KEYS_FILE, kept
from tests.fakes.payers import some_credentials


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with credentials, written as a rotation writes them."""
    credentials = some_credentials(tmp_path)
    credentials.rotate_wechatpay()
    return tmp_path


def bundle(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / CREDENTIALS_FILE).read_bytes())
    return found


def test_the_bundle_has_the_forms_of_real_ones(folder: Path) -> None:
    told = bundle(folder)
    pay = told["wechatpay"]
    assert re.fullmatch("[0-9]{10}", pay["mchid"])
    assert re.fullmatch("wx[0-9a-f]{16}", pay["appid"])
    assert len(pay["apiv3_key"]) == 32
    assert re.fullmatch("[0-9A-F]{40}", pay["merchant_cert_serial"])
    assert re.fullmatch("[0-9A-F]{40}", pay["platform_cert_serial"])
    assert re.fullmatch("PUB_KEY_ID_01[0-9]+", pay["platform_public_key_id"])
    assert len(pay["payer_openid"]) == 28
    assert told["alipay"]["seller_id"].startswith("2088")
    assert "BEGIN RSA PRIVATE KEY" in told["alipay"]["app_private_key_pkcs1_pem"]
    assert "BEGIN PRIVATE KEY" in told["alipay"]["app_private_key_pkcs8_pem"]


def test_the_platforms_private_keys_stay_out_of_it(folder: Path) -> None:
    text = (folder / CREDENTIALS_FILE).read_text()
    keys = json.loads((folder / KEYS_FILE).read_bytes())
    private = [each["key_pem"] for each in keys["wechatpay_certificates"]]
    private += [keys["wechatpay_public_key_pem"], keys["alipay_private_key_pem"]]
    assert all(json.dumps(pem)[1:-1] not in text for pem in private)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_reads_the_files(folder: Path) -> None:
    for name in (CREDENTIALS_FILE, KEYS_FILE):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_they_are_kept_over_restarts(folder: Path) -> None:
    before = (folder / CREDENTIALS_FILE).read_bytes()
    again = kept(folder, "no CA")
    assert (folder / CREDENTIALS_FILE).read_bytes() == before
    assert again.bundle.wechatpay.mchid == bundle(folder)["wechatpay"]["mchid"]


def test_a_new_authority_changes_nothing_but_its_certificate(folder: Path) -> None:
    before = kept(folder, "no CA").bundle
    assert kept(folder, "another CA").bundle == replace(before, ca_pem="another CA")
    assert bundle(folder)["ca_pem"] == "another CA"


def test_rotation_keeps_the_older_certificate_and_rewrites_the_bundle(folder: Path) -> None:
    credentials = kept(folder, "no CA")
    older = credentials.bundle.wechatpay.platform_cert_serial
    made = credentials.rotate_wechatpay()
    assert bundle(folder)["wechatpay"]["platform_cert_serial"] == made.serial
    assert [each.serial for each in credentials.keys.wechatpay_certificates][-2:] == [older, made.serial]
    assert kept(folder, "no CA").bundle == credentials.bundle


@pytest.mark.parametrize("text", [b"", b"{}", b"\xff", b'{"schema":1,"ca_pem":"x"}'])
def test_a_spoilt_bundle_is_made_anew_over_the_same_platform(folder: Path, text: bytes) -> None:
    platform = bundle(folder)["wechatpay"]["platform_cert_serial"]
    (folder / CREDENTIALS_FILE).write_bytes(text)
    assert kept(folder, "no CA").bundle.wechatpay.platform_cert_serial == platform
    assert bundle(folder)["wechatpay"]["mchid"]


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / CREDENTIALS_FILE).mkdir()
    with pytest.raises(EnvironmentFault):
        kept(tmp_path, "no CA")


@pytest.mark.parametrize("name", [CREDENTIALS_FILE, KEYS_FILE])
def test_files_of_a_newer_version_are_refused_and_left_alone(folder: Path, name: str) -> None:
    newer = b'{"schema": 99, "of": "another form"}'
    (folder / name).write_bytes(newer)
    with pytest.raises(EnvironmentFault) as told:
        kept(folder, "no CA")
    assert told.value.message.code == "serve.state-newer"
    assert (folder / name).read_bytes() == newer
