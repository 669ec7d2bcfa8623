import plistlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.appfiles import plist
from linktester.oslinks.filefindings import FileFinding

VALUES = st.recursive(
    st.booleans() | st.integers(-(2**31), 2**31) | st.text("ab 灵<&", max_size=5) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("kl", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.text("xyz", max_size=3), VALUES, max_size=4),
    st.sampled_from(list(plistlib.PlistFormat)),
)
def test_both_forms_give_the_same_values(value: dict[str, object], form: plistlib.PlistFormat) -> None:
    assert plist.read(plistlib.dumps(value, fmt=form)).value == value


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "appfiles.xml-syntax"),
        (b"bplist00", "appfiles.plist-broken"),
        (b"bplist00" + b"\xff" * 100, "appfiles.plist-broken"),
        (b"{ a = b; }", "appfiles.plist-old"),
        (b"<a/>", "appfiles.not-plist"),
        (b"<plist><array/></plist>", "appfiles.plist-no-dictionary"),
        (b"<plist><dict><date>never</date></dict></plist>", "appfiles.plist-broken"),
        (b"<plist><dict><key>a</key><integer>b</integer></dict></plist>", "appfiles.plist-broken"),
        (b"<plist><dict><string>a</string></dict></plist>", "appfiles.plist-broken"),
        (b'<!DOCTYPE plist [<!ENTITY a "b">]><plist/>', "appfiles.xml-entity"),
        (b"<plist>" + b"<array>" * 5000, "appfiles.xml-too-large"),
        (b" " * (10 * 1024 * 1024 + 1), "jsontext.too-big"),
    ],
)
def test_what_is_no_list_is_told(octets: bytes, code: str) -> None:
    found = plist.read(octets)
    assert found.value is None
    assert [each.code for each in found.findings] == [code]


def test_findings_get_the_place_of_their_value() -> None:
    text = b"<plist>\n<dict>\n<key>a</key>\n<array>\n<string>b</string></array></dict></plist>"
    found = plist.read(text)
    finding = FileFinding(Severity.INFO, message("appfiles.no-domains"), "a[0]")
    (placed,) = plist.placed([finding], found.root)
    assert (placed.line, placed.column) == (5, 1)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=120), st.binary(max_size=40))
def test_any_octets_are_read_or_told(body: bytes, trailer: bytes) -> None:
    for octets in (body, plist.BINARY + body + trailer.ljust(32, b"\0")):
        found = plist.read(octets)
        assert (found.value is None) == bool(found.findings)
