import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import bitcoin

from linktester.payments.bitcoinaddress import Address, read

RIGHT = {
    "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH": ("main", "P2PKH"),
    "3P14159f73E4gFr7JterCCQh9QjiTjiZrG": ("main", "P2SH"),
    "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn": ("test", "P2PKH"),
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": ("main", "P2WPKH"),
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7": ("test", "P2WSH"),
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": ("main", "P2TR"),
    "BC1SW50QGDZ25J": ("main", "witness"),
}


@pytest.mark.parametrize("text", RIGHT)
def test_right_addresses(text: str) -> None:
    found = read(text)
    assert (found.fault, found.network, found.kind) == ("", *RIGHT[text])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMh", "checksum"),
        ("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26", "length"),
        ("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAM0", "characters"),
        ("1" * 91, "length"),
        ("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", "foreign"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "foreign"),
        ("bc1", "length"),
        ("bc1b", "characters"),
        ("bc1qqqqqq", "length"),
        ("", "foreign"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3tL", "case"),
        ("\ud800", "foreign"),
        ("bc1ÿ", "characters"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    assert read(text).fault == fault


def test_the_prefix_is_told_even_of_a_wrong_one() -> None:
    assert read("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsq") == Address("checksum", "test", "", "tb")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*RIGHT]), st.integers(0, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l1B"))
def test_one_changed_character_is_found(text: str, at: int, character: str) -> None:
    at %= len(text)
    character = character.upper() if text.isupper() else character
    changed = text[:at] + character + text[at + 1 :]
    assert (read(changed).fault == "") is (changed == text)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*RIGHT]), st.integers(0, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l1B"))
def test_stdnum_agrees_where_it_knows(text: str, at: int, character: str) -> None:
    at %= len(text)
    changed = text[:at] + character + text[at + 1 :]
    found = read(changed)
    if found.kind in {"P2WPKH", "P2WSH"} or text[:1] in "13":
        assert (found.fault == "" and found.network == "main") is bool(bitcoin.is_valid(changed))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=95))
def test_any_text_is_read(text: str) -> None:
    assert read(text).fault
