from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from linktester.serve import credentials
from tests.fakes.payers import a_ground


def test_both_certificates_are_the_roots(tmp_path: Path) -> None:
    alipay = a_ground(tmp_path).credentials.bundle.alipay
    root, platform, app = (
        x509.load_pem_x509_certificate(pem.encode())
        for pem in (alipay.alipay_root_cert_pem, alipay.alipay_cert_pem, alipay.app_cert_pem)
    )
    for each in (root, platform, app):
        each.verify_directly_issued_by(root)
    assert len({root.serial_number, platform.serial_number, app.serial_number}) == 3


def test_they_hold_the_keys_of_the_bundle(tmp_path: Path) -> None:
    alipay = a_ground(tmp_path).credentials.bundle.alipay
    platform = x509.load_pem_x509_certificate(alipay.alipay_cert_pem.encode()).public_key()
    assert platform == serialization.load_pem_public_key(alipay.alipay_public_key_pem.encode())
    own = serialization.load_pem_private_key(
        alipay.app_private_key_pkcs1_pem.encode(), None, unsafe_skip_rsa_key_validation=True
    )
    app = x509.load_pem_x509_certificate(alipay.app_cert_pem.encode()).public_key()
    assert app == own.public_key()


def test_they_are_made_once(tmp_path: Path) -> None:
    first = credentials.kept(tmp_path, "").bundle.alipay
    assert credentials.kept(tmp_path, "").bundle.alipay == first
