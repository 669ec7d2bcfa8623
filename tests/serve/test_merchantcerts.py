import re
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from linktester.serve.merchantcerts import certificate, key_pem, new_key, public_pem


def test_a_certificate_names_its_own_serial_and_covers_now() -> None:
    key = new_key()
    made = certificate(key, "somebody")
    read = x509.load_pem_x509_certificate(made.certificate_pem.encode())
    assert re.fullmatch("[0-9A-F]{40}", made.serial)
    assert read.serial_number == int(made.serial, 16)
    assert (read.not_valid_before_utc, read.not_valid_after_utc) == (made.valid_from, made.valid_until)
    assert made.valid_from < datetime.now(UTC) < made.valid_until - timedelta(days=365 * 4)
    assert made.key_pem == key_pem(key)
    private = serialization.load_pem_private_key(made.key_pem.encode(), None)
    assert public_pem(private.public_key()) == public_pem(read.public_key())
