import os
import ssl
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from linktester.model.errors import EnvironmentFault
from linktester.serve.certificates import Authority


def handshake(authority: Authority, name: str | None) -> ssl.SSLObject:
    """Shake hands in memory and return the client's side."""
    client_context = ssl.create_default_context(cadata=authority.pem)
    client_context.check_hostname = name is not None
    pipes = [ssl.MemoryBIO() for _ in range(4)]
    client = client_context.wrap_bio(pipes[0], pipes[1], server_hostname=name)
    server = authority.context().wrap_bio(pipes[2], pipes[3], server_side=True)
    for _ in range(6):
        for side, sent, got in ((client, pipes[1], pipes[2]), (server, pipes[3], pipes[0])):
            with suppress(ssl.SSLWantReadError):
                side.do_handshake()
            got.write(sent.read())
    client.do_handshake()
    return client


def names(client: ssl.SSLObject) -> set[str]:
    found = client.getpeercert()
    assert found is not None
    return {value for _, value in found["subjectAltName"]}


def test_each_host_gets_a_leaf_of_its_own(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    assert names(handshake(authority, "m.tb.cn")) == {"m.tb.cn"}
    assert names(handshake(authority, "wechat.linktester.test")) == {"wechat.linktester.test"}


def test_without_a_name_the_leaf_is_for_loopback(tmp_path: Path) -> None:
    assert names(handshake(Authority(tmp_path), None)) == {"localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"}


def test_the_authority_outlives_the_process(tmp_path: Path) -> None:
    assert Authority(tmp_path).pem == Authority(tmp_path).pem


def test_a_broken_authority_is_made_anew(tmp_path: Path) -> None:
    before = Authority(tmp_path).pem
    (tmp_path / "ca.pem").write_text("nonsense")
    assert Authority(tmp_path).pem != before


def test_an_authority_from_the_future_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "made while the clock was wrong")])
    moment = datetime.now(UTC) + timedelta(days=900)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, moment, moment + timedelta(days=900))
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "ca.pem").write_bytes(private + pem)
    authority = Authority(folder)
    assert authority.pem.encode() != pem
    assert names(handshake(authority, "m.tb.cn")) == {"m.tb.cn"}


def test_an_authority_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").mkdir()
    with pytest.raises(EnvironmentFault):
        Authority(tmp_path)


def test_keys_are_private_and_leaves_do_not_stay(tmp_path: Path) -> None:
    handshake(Authority(tmp_path), "m.tb.cn")
    assert [file.name for file in tmp_path.iterdir()] == ["ca.pem"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "ca.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["a_b.example", "x" * 63 + ".example"])
def test_odd_but_legal_names_are_served(tmp_path: Path, name: str) -> None:
    assert names(handshake(Authority(tmp_path), name)) == {name}
