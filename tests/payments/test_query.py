from urllib.parse import parse_qsl

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import Severity
from linktester.model.payment import CodeField, StandardId
from linktester.payments import query
from linktester.payments.notes import Notes
from linktester.payments.parameters import Parameters

NOTHING_KNOWN = Parameters(())


def told(payload: bytes, *, strict: bool = True, free: tuple[str, ...] = ()) -> dict[str, str]:
    notes = Notes()
    uri = query.cut(payload)
    assert uri is not None
    query.judge(uri.pairs, notes, strict=strict, free=free)
    return {finding.code: str(finding.severity) for finding in notes.all()}


def again(payload: bytes) -> bytes:
    uri = query.cut(payload)
    assert uri is not None
    fields = (*NOTHING_KNOWN.fields(uri.pairs), *query.fragment_field(uri, Notes()))
    return uri.lead.encode() + uri.place + query.written(fields, query.spelling(uri)).encode()


def test_a_uri_is_cut_where_it_says() -> None:
    uri = query.cut(b"UPI://pay?pa=a%40b&pn=c#d")
    assert uri is not None
    assert (uri.lead, uri.scheme, uri.place, uri.place_at) == ("UPI://", "upi", b"pay", 6)
    assert [(pair.name, pair.value, pair.offset, pair.length) for pair in uri.pairs] == [
        ("pa", "a@b", 13, 5),
        ("pn", "c", 22, 1),
    ]
    assert (uri.fragment, uri.fragment_at) == (b"d", 24)


def test_what_has_no_scheme_is_no_uri() -> None:
    assert query.cut(b"") is None
    assert query.cut(b"//host/path") is None
    assert query.cut(b"1:2") is None
    assert query.cut("数:x".encode()) is None


def test_nothing_behind_the_question_mark_is_kept_apart_from_no_question_mark() -> None:
    bare, none = query.cut(b"bitcoin:a?"), query.cut(b"bitcoin:a")
    assert bare is not None
    assert none is not None
    assert (bare.bare, none.bare, bare.pairs, none.pairs) == (True, False, (), ())


def test_escapes_are_taken_off_once_and_plus_stays() -> None:
    assert query.decoded(b"%2541+b%20c") == "%41+b c"
    assert query.decoded(b"%E6%B5%8B") == "测"
    assert query.decoded(b"%FF") == "�"


def test_clean_pairs_are_not_spoken_of() -> None:
    assert told(b"a:b?x=1&y=a@b:c/d?e!$'()*,;~&z=") == {}


def test_spelling_mistakes_have_names() -> None:
    assert told(b"a:b?x=%z") == {"escape-broken": "error"}
    assert told(b"a:b?x=%FF") == {"not-text": "error"}
    assert told(b"a:b?x=\xff") == {"not-text": "error", "raw-character": "error"}
    assert told(b"a:b?x=\n") == {"control": "error"}
    assert told(b"a:b?x=%00") == {"control": "warning"}
    assert told(b"a:b?&x=1") == {"empty-pair": "warning"}
    assert told(b"a:b?x") == {"no-equals": "warning"}
    assert told(b"a:b?x=1&amp;y=2") == {"html-escaped": "error"}


def test_unescaped_characters_weigh_as_the_standard_wants() -> None:
    assert told(b"a:b?x=a b", strict=True) == {"raw-character": "error"}
    assert told(b"a:b?x=a b", strict=False) == {"raw-character": "warning"}


def test_plus_is_doubtful_in_text_people_read_only() -> None:
    assert told(b"a:b?x=a+b") == {}
    assert told(b"a:b?x=a+b", free=("x",)) == {"plus": "warning"}


def test_a_fragment_is_told_and_kept() -> None:
    notes = Notes()
    uri = query.cut("upi://pay?tn=Order #7 数".encode())
    assert uri is not None
    (field,) = query.fragment_field(uri, notes)
    assert (field.path, field.value, field.offset) == ("fragment", "7 数", 20)
    assert [(each.code, each.severity) for each in notes.all()] == [("fragment", Severity.WARNING)]


def test_a_changed_value_is_escaped_anew_and_the_others_keep_their_spelling() -> None:
    uri = query.cut(b"upi://pay?pa=a@b&pn=x%20y&tn=%41")
    assert uri is not None
    fields = list(NOTHING_KNOWN.fields(uri.pairs))
    fields[1] = CodeField("query/pn", 0, 0, "", "ü & +")
    assert query.written(fields, query.spelling(uri)) == "?pa=a@b&pn=%C3%BC%20%26%20%2B&tn=%41"


def test_a_field_more_is_written_and_one_less_is_not() -> None:
    uri = query.cut(b"upi://pay?pa=a@b&pa=c@d")
    assert uri is not None
    fields, shape = NOTHING_KNOWN.fields(uri.pairs), query.spelling(uri)
    assert query.written(fields[:1], shape) == "?pa=a@b"
    assert query.written((*fields, CodeField("query/x", 0, 0, "", "1")), shape) == "?pa=a@b&pa=c@d&x=1"
    assert query.written((CodeField("query/pa", 0, 0, "", "\ud800"),), {}) == "?pa=%EF%BF%BD"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "?", "?", "?"]))
def test_whatever_is_text_is_written_again_octet_by_octet(text: str, mark: str) -> None:
    payload = f"upi://pay{mark}{text}".encode()
    if not mark and ("?" in text or "#" in text):
        return
    assert again(payload) == payload


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)), min_size=1, max_size=6))
def test_the_library_reads_the_pairs_we_write(pairs: list[tuple[str, str]]) -> None:
    text = "&".join(f"{query.escaped(name)}={query.escaped(value)}" for name, value in pairs)
    assert parse_qsl(text, keep_blank_values=True) == pairs
    assert [(pair.name, pair.value) for pair in query.pairs(text.encode(), 0)] == pairs


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_octets_are_cut_and_judged(octets: bytes) -> None:
    uri = query.cut(b"upi://" + octets)
    assert uri is not None
    notes = Notes()
    query.judge(uri.pairs, notes, strict=True)
    for pair in uri.pairs:
        assert query.decoded(uri_octets(octets, pair)) == pair.value


def uri_octets(octets: bytes, pair: query.Pair) -> bytes:
    return (b"upi://" + octets)[pair.offset : pair.offset + pair.length]


def test_a_text_of_another_kind_is_kept_whole_and_comes_back() -> None:
    notes = Notes()
    reading = query.stranger("just ä text?a=1".encode(), StandardId("upi"), notes)
    assert [finding.code for finding in reading.findings] == ["wrong-standard"]
    assert [field.path for field in reading.fields] == ["text"]
    assert query.is_stranger(reading)
    assert query.encoded(reading, "request") == reading.payload
