import base64
import hashlib
from pathlib import Path

from cryptography import x509

from linktester.serve.payapis.alipay.certificates import number
from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground

DOWNLOAD = "alipay.open.app.alipaycert.download"


def test_a_number_is_made_of_the_issuer_and_the_serial(tmp_path: Path) -> None:
    pem = a_ground(tmp_path).credentials.bundle.alipay.app_cert_pem
    serial = x509.load_pem_x509_certificate(pem.encode()).serial_number
    text = f"CN=linktester Alipay root (not real),OU=emulator,O=linktester,C=CN{serial}"
    assert number(pem) == hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def test_the_platforms_certificate_can_be_fetched(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    pem = app.ground.credentials.bundle.alipay.alipay_cert_pem
    told = app.ask(DOWNLOAD, {"alipay_cert_sn": number(pem)})
    assert base64.b64decode(told["alipay_cert_content"]).decode() == pem
    assert app.ask(DOWNLOAD, {"alipay_cert_sn": "0" * 32})["sub_code"] == "isv.alipay-cert-not-exist"
