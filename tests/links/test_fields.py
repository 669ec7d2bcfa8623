import pytest

from linktester.links.family import Codec, Family, FieldSpec, Form, IdentityRule, Where
from linktester.links.fields import Read, read, shown, spot, unwrapped, where_of
from linktester.links.pieces import cut
from linktester.model.link import FamilyId, Intent, PlatformId, Severity


def family(*fields: FieldSpec) -> Family:
    return Family(
        id=FamilyId("test"),
        platform=PlatformId("web"),
        name={"en": "Test", "zh_CN": "测试"},
        intent=Intent.APP,
        forms=(Form(schemes=("x",)),),
        fields=fields,
        identity=(IdentityRule(kind="screen"),),
    )


def codes(result: Read) -> list[str]:
    return [finding.message.code for finding in result.findings]


@pytest.mark.parametrize(
    ("spec", "value", "code"),
    [
        (FieldSpec(name="a", charset="0-9"), "12x", "links.field-charset"),
        (FieldSpec(name="a", forbidden="?#"), "1%3F", "links.field-charset"),
        (FieldSpec(name="a", min=3), "12", "links.field-short"),
        (FieldSpec(name="a", min=3), "", "links.field-empty"),
        (FieldSpec(name="a", max=2), "123", "links.field-long"),
        (FieldSpec(name="a", values=("b", "c")), "d", "links.field-choice"),
        (FieldSpec(name="a", required=True), "", "links.field-empty"),
        (FieldSpec(name="a", encoded=True), "b?c=1", "links.not-encoded"),
        (FieldSpec(name="a", json=True), "%5B%5D", "links.json-broken"),
        (FieldSpec(name="a", codec=Codec.BASE64), "%E4", "links.base64-broken"),
        (FieldSpec(name="a", layer=True), "https%253A%252F%252Fb", "links.double-encoded"),
    ],
)
def test_a_failed_check_is_told(spec: FieldSpec, value: str, code: str) -> None:
    assert codes(read(family(spec), {}, cut(f"x://h?a={value}"))) == [code]


@pytest.mark.parametrize(
    ("spec", "value", "plain"),
    [
        (FieldSpec(name="a", charset="0-9", min=2, max=2), "12", "12"),
        (FieldSpec(name="a", values=("b",)), "b", "b"),
        (FieldSpec(name="a", min=3), "1%20%E4%BA%BA", "1 人"),
        (FieldSpec(name="a", codec=Codec.BASE64), "YWI%3D", "ab"),
        (FieldSpec(name="a", json=True), "%7B%7D", "{}"),
        (FieldSpec(name="a"), "", ""),
    ],
)
def test_sound_values_pass_in_silence(spec: FieldSpec, value: str, plain: str) -> None:
    result = read(family(spec), {}, cut(f"x://h?a={value}"))
    assert (result.values, codes(result)) == ({"a": plain}, [])


def test_absent_fields_are_missed_only_when_required() -> None:
    result = read(family(FieldSpec(name="a"), FieldSpec(name="b", key="B", required=True)), {}, cut("x://h"))
    assert result.values == {}
    (finding,) = result.findings
    assert (finding.where, finding.message.args) == ("query B", {"field": "B"})


def test_severity_is_the_fields_own() -> None:
    spec = FieldSpec(name="a", min=3, severity=Severity.WARNING)
    (finding,) = read(family(spec), {}, cut("x://h?a=1")).findings
    assert finding.severity is Severity.WARNING


def test_members_of_json_in_a_parameter() -> None:
    specs = [FieldSpec(name=name, where=Where.JSON, inside="p") for name in ("a", "n", "o", "z")]
    link = "x://h?p=%7B%22a%22%3A%22%E4%BA%BA%22%2C%22n%22%3A7%2C%22o%22%3A%7B%22k%22%3A1%7D%7D"
    assert read(family(*specs), {}, cut(link)).values == {"a": "人", "n": "7", "o": '{"k": 1}'}


@pytest.mark.parametrize("value", ["%7B", "%5B1%5D", "%5B" * 5_000, "1"])
def test_broken_json_is_told_once(value: str) -> None:
    specs = [FieldSpec(name=name, where=Where.JSON, inside="p") for name in ("a", "b")]
    assert codes(read(family(*specs), {}, cut(f"x://h?p={value}"))) == ["links.json-broken"]


def test_a_repeated_parameter_is_told_and_the_first_is_read() -> None:
    result = read(family(FieldSpec(name="a")), {}, cut("x://h?a=1&a=2"))
    assert (result.values, codes(result)) == ({"a": "1"}, ["links.parameter-repeated"])


def test_places_other_than_the_query() -> None:
    specs = (
        FieldSpec(name="seg", where=Where.PATH),
        FieldSpec(name="tail", where=Where.TAIL),
        FieldSpec(name="page", where=Where.HTTPS),
        FieldSpec(name="all", where=Where.SEARCH),
        FieldSpec(name="text", where=Where.TEXT),
    )
    result = read(family(*specs), {"seg": "a%20b", "tail": "c%20d"}, cut("x://h/c?q=%31"))
    assert result.values == {
        "seg": "a b",
        "tail": "c%20d?q=%31",
        "page": "https://h/c?q=%31",
        "all": "q=1",
        "text": "x://h/c?q=%31",
    }


def test_base64_escaped_twice_is_read_and_told() -> None:
    spec = FieldSpec(name="a", codec=Codec.BASE64, layer=True)
    result = read(family(spec), {}, cut("x://h?a=aHR0cHM6Ly9hLz9iPTE%253D"))
    assert result.values == {"a": "https://a/?b=1"}
    assert codes(result) == ["links.base64-escaped"]


def test_where_of_says_how_a_layer_is_reached() -> None:
    assert where_of(FieldSpec(name="u", key="h5Url")) == "query h5Url (percent)"
    assert where_of(FieldSpec(name="u", codec=Codec.BASE64)) == "query u (base64)"
    assert where_of(FieldSpec(name="url", where=Where.JSON, inside="params")) == "json params.url"
    assert where_of(FieldSpec(name="data", where=Where.INTENT)) == "intent data"
    assert where_of(FieldSpec(name="page", where=Where.HTTPS)) == "https in place of the scheme"
    assert spot(FieldSpec(name="b", key="B")) == "query B"


def test_excerpts_are_bounded() -> None:
    assert shown("a" * 60) == "a" * 60
    assert len(shown("a" * 61)) == 60
    assert unwrapped("https%3A%2F%2Fa") == "https://a"
