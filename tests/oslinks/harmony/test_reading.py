import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.harmony import app_linking, module, read_app_linking, read_module
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA

GOOD = b"""{
  // the entry module
  module: {
    'name': 'entry', "querySchemes": ["weixin"],
    abilities: [{
      skills: [
        { entities: ["entity.system.home"], actions: ["ohos.want.action.home"] },
        { entities: ["entity.system.browsable"], actions: ["ohos.want.action.viewData"],
          uris: [{ scheme: "https", host: "www.example.com", pathStartWith: "item", }], domainVerify: true, },
      ],
    }],
  },
}"""
WORDS = st.sampled_from(
    ["module", "abilities", "skills", "uris", "actions", "entities", "scheme", "host", "apps"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def in_skill(**fields: object) -> dict[str, object]:
    return {"module": {"abilities": [{"skills": [{"actions": [VIEW_DATA], **fields}]}]}}


def test_json5_is_read() -> None:
    found = read_module(GOOD)
    assert (found.name, found.query_schemes, found.findings) == ("entry", ("weixin",), ())
    assert [skill.where for skill in found.skills] == [
        "module.abilities[0].skills[0]",
        "module.abilities[0].skills[1]",
    ]
    assert found.skills[1].is_app_link
    assert found.skills[1].uris[0].path_start_with == "item"


@settings(deadline=None, max_examples=300)
@given(octets=st.binary(max_size=200) | st.text(alphabet="{}[]:,'\"/*a1 \n", max_size=40).map(str.encode))
def test_no_octets_raise(octets: bytes) -> None:
    for found in (read_module(octets), read_app_linking(octets)):
        assert found.readable or found.findings


@settings(deadline=None, max_examples=300)
@given(value=JSON)
def test_no_document_raises(value: object) -> None:
    for document in (value, {"module": value}, {"module": {"abilities": value}}, in_skill(uris=value)):
        module(document)
    app_linking(value)
    app_linking({"applinking": {"apps": value}})


@pytest.mark.parametrize("bomb", [b"[" * 300_000, b"{a:" * 300_000])
def test_bombs_are_told(bomb: bytes) -> None:
    assert [finding.code for finding in read_module(bomb).findings] == ["jsontext.too-deep"]


def test_a_mistake_has_its_line() -> None:
    finding = read_module(b"{\n module: {\n  ] }").findings[0]
    assert (finding.code, finding.line) == ("jsontext.syntax", 3)


def test_findings_have_lines() -> None:
    text = b"{ module: { abilities: [ {\n skills: [ {\n uris: [ ] } ] } ] } }"
    finding = read_module(text).findings[0]
    assert (finding.code, finding.path) == ("harmonyfile.no-actions", "module.abilities[0].skills[0].actions")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "jsontext.wrong-kind"),
        ({"module": {"abilities": 5}}, "jsontext.wrong-kind"),
        ({"module": {"abilities": [5]}}, "jsontext.wrong-kind"),
        ({"module": {"abilities": [{"skills": [5]}]}}, "jsontext.wrong-kind"),
        ({"module": {"querySchemes": ["a"] * 51}}, "harmonyfile.many-schemes"),
        (in_skill(actions=[]), "harmonyfile.no-actions"),
        (in_skill(uris=5), "jsontext.wrong-kind"),
        (in_skill(uris=[5]), "jsontext.wrong-kind"),
        (in_skill(entities="x"), "jsontext.wrong-kind"),
        (in_skill(domainVerify="yes"), "jsontext.wrong-kind"),
        (in_skill(uris=[{"scheme": 5}]), "jsontext.wrong-kind"),
        (in_skill(uris=[{"scheme": "ohosx"}]), "harmonyfile.reserved"),
        (in_skill(uris=[{"scheme": "a", "path": "b"}]), "harmonyfile.idle-path"),
        (in_skill(uris=[{"scheme": "a", "host": "b", "path": "/c"}]), "harmonyfile.leading-slash"),
        (in_skill(uris=[{"scheme": "a", "odd": 1}]), "harmonyfile.unknown-key"),
        (
            in_skill(domainVerify=True, uris=[{"scheme": "https", "host": "h"}]),
            "harmonyfile.not-browsable",
        ),
        (in_skill(domainVerify=True, entities=[BROWSABLE]), "harmonyfile.no-https"),
        (
            in_skill(
                domainVerify=True,
                entities=[BROWSABLE],
                actions=["x"],
                uris=[{"scheme": "https", "host": "h"}],
            ),
            "harmonyfile.no-view",
        ),
    ],
)
def test_faults_are_told(value: object, code: str) -> None:
    assert [finding.code for finding in module(value).findings] == [code]


def test_sites_name_apps_and_their_rank() -> None:
    found = read_app_linking(
        b'{"applinking": {"apps": [{"appIdentifier": "1", "index": 5}, {"appIdentifier": "2"}]}}'
    )
    assert found.apps == (("1", 5), ("2", None))
    assert found.index("1") == 5
    with pytest.raises(KeyError):
        found.index("3")


@pytest.mark.parametrize("index", [101, -101, 1.5, True, "1"])
def test_an_odd_index_is_told_and_does_not_count(index: object) -> None:
    found = app_linking({"applinking": {"apps": [{"appIdentifier": "1", "index": index}]}})
    assert (found.apps, found.findings[0].code) == ((("1", None),), "harmonyfile.bad-index")
