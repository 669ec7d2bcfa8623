import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles import xmltext


def codes(octets: bytes) -> list[str]:
    found = xmltext.read(octets)
    assert (found.root is None) == bool(found.findings)
    return [each.code for each in found.findings]


def test_elements_know_their_line_and_column() -> None:
    root = xmltext.read(b'<a xmlns:x="urn:x">\n  <b x:c="1" d="2"/>\n</a>').root
    assert root is not None
    (child,) = root.named("b")
    assert (child.line, child.column) == (2, 3)
    assert child.attributes == {("urn:x", "c"): "1", ("", "d"): "2"}


def test_columns_count_characters() -> None:
    root = xmltext.read("<a>灵测<b/></a>".encode()).root
    assert root is not None
    assert root.children[0].column == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "gbk"])
def test_encodings_are_read_as_declared_or_marked(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding == "gbk" else ""
    root = xmltext.read(f"{declared}<a>灵</a>".encode(encoding)).root
    assert root is not None
    assert root.text == "灵"


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "appfiles.xml-syntax"),
        (b"<a><b></a>", "appfiles.xml-syntax"),
        (b"<a/>\x00", "appfiles.xml-syntax"),
        (b"<a>\xff</a>", "appfiles.xml-not-text"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "appfiles.xml-encoding"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "appfiles.xml-entity"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "appfiles.xml-entity"),
        (b'<!DOCTYPE a [<!ENTITY % b "c"> %b;]><a/>', "appfiles.xml-entity"),
        (b"<a>" * 1000, "appfiles.xml-too-large"),
        (b" " * (10 * 1024 * 1024 + 1), "jsontext.too-big"),
    ],
)
def test_what_is_no_document_is_told(octets: bytes, code: str) -> None:
    assert codes(octets) == [code]


def test_a_bomb_of_entities_is_refused_where_it_starts() -> None:
    lines = ['<!ENTITY l0 "lol">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    (finding,) = xmltext.read(f"<!DOCTYPE a [\n{''.join(lines)}\n]>\n<a>&l9;</a>".encode()).findings
    assert (finding.code, finding.line) == ("appfiles.xml-entity", 2)


def test_mistakes_have_their_place() -> None:
    (finding,) = xmltext.read(b"<a>\n  <b>\n</a>").findings
    assert (finding.line, finding.column) == (3, 3)


def test_text_in_a_million_pieces_is_not_put_together_for_ever() -> None:
    root = xmltext.read(b"<a>" + b"b<!---->" * 1_000_000 + b"</a>").root
    assert root is not None
    assert len(root.text) <= 2 * xmltext.MOST_TEXT


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='<>/a="&;![]-? \n', max_size=80).map(str.encode))
def test_any_octets_are_read_or_told(octets: bytes) -> None:
    codes(octets)
