import tomllib
from collections import Counter

import pytest

from linktester import resources, urls
from linktester.links import build, catalogue, families, parse, sources
from linktester.links.family import Family, Vector
from linktester.model.link import Content, Intent, Parsed
from linktester.model.world import Site
from linktester.wording import LANGUAGES

PAIRS = [(family, vector) for family in families().values() for vector in family.vectors]
POSITIVE = [pair for pair in PAIRS if pair[1].positive]
BUILDABLE = [pair for pair in POSITIVE if not pair[0].identity_only]
NEGATIVE = [pair for pair in PAIRS if not pair[1].positive]

NAMED = """
wechat-scheme-ticket wechat-scheme-plain wechat-url-link wechat-article wechat-universal-link
wechatpay-native wechatpay-h5 wechatpay-app wechatpay-collect
alipay-startapp alipay-qr alipay-render alipay-ulink alipay-ds alipay-short alipay-sdk
taobao-item tmall-item taobao-short taobao-open taobao-scheme tmall-scheme taobao-token
douyin-video douyin-shop douyin-short douyin-scheme jd-item jd-short jd-open weibo-wrap weibo-short
feishu-applink dingtalk-page qq-open unionpay-wallet unionpay-qr aggregated-code android-intent
pinduoduo-open meituan-open xiaohongshu-open xiaohongshu-short bilibili-open bilibili-short zhihu-open
campaign web-page custom-scheme
"""


def name_of(pair: tuple[Family, Vector]) -> str:
    family, vector = pair
    return f"{family.id}-{vector.link[:40]}"


def read(vector: Vector) -> Parsed:
    if vector.owner is None:
        return parse(vector.link, content=vector.content)
    url = urls.parse(vector.link)
    assert url is not None
    site = Site(host=url.hostname, owner=vector.owner, content=vector.content or Content.OTHER)
    return parse(vector.link, sites=(site,))


@pytest.mark.parametrize("pair", POSITIVE, ids=name_of)
def test_positive_vectors_read_as_their_family_without_errors(pair: tuple[Family, Vector]) -> None:
    family, vector = pair
    parsed = read(vector)
    assert parsed.link.family == family.id
    assert parsed.valid
    assert parsed.link.text == vector.link
    assert dict(parsed.layers[0].fields) | dict(vector.fields) == dict(parsed.layers[0].fields)


@pytest.mark.parametrize("pair", BUILDABLE, ids=name_of)
def test_what_is_built_from_their_fields_names_the_same(pair: tuple[Family, Vector]) -> None:
    family, vector = pair
    parsed = read(vector)
    built = build(family.id, parsed.layers[0].fields)
    assert built.family == family.id
    assert built.identity == parsed.link.identity
    assert built.intent is family.intent


@pytest.mark.parametrize("pair", NEGATIVE, ids=name_of)
def test_negative_vectors_are_told_or_belong_elsewhere(pair: tuple[Family, Vector]) -> None:
    family, vector = pair
    parsed = read(vector)
    assert parsed.link.family == (vector.family or family.id)
    if vector.finding:
        assert vector.finding in {finding.message.code for finding in parsed.findings}


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.id)
def test_every_family_has_three_vectors_of_each_kind_and_its_sources(family: Family) -> None:
    kinds = Counter(vector.positive for vector in family.vectors)
    assert kinds[True] >= 3
    assert kinds[False] >= 3
    assert family.sources
    assert {*family.sources, *(vector.source for vector in family.vectors)} <= sources().keys()
    assert family.confidence in set("DPRAT")
    assert set(family.name) == set(LANGUAGES)
    assert family.platform in catalogue().platforms


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.id)
def test_identity_rules_speak_of_fields_that_exist(family: Family) -> None:
    fields = {spec.name for spec in family.fields}
    assert family.significant <= fields
    assert {name for rule in family.identity for name in rule.when} <= fields
    layers = {spec.name for spec in family.fields if spec.layer}
    assert {rule.inherit for rule in family.identity if rule.inherit} <= layers


def test_the_named_families_exist() -> None:
    assert set(NAMED.split()) - families().keys() == set()


def test_every_app_with_a_scheme_can_be_launched() -> None:
    for platform in catalogue().platforms.values():
        if platform.schemes:
            family = families()[f"{platform.id}-launch"]  # type: ignore[index]
            assert family.identity_only
            assert family.intent is Intent.APP
            parsed = parse(f"{platform.schemes[0]}://")
            assert (parsed.link.family, parsed.link.identity.kind) == (family.id, "launch")
            assert parsed.link.identity_only


def test_no_family_is_told_twice() -> None:
    ids = [
        entry["id"]
        for name in resources.names("families")
        for entries in tomllib.loads(resources.read_text(name)).values()
        for entry in entries
    ]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_every_source_is_used() -> None:
    used = {key for family in families().values() for key in family.sources}
    used |= {vector.source for _, vector in PAIRS}
    used |= {key for platform in catalogue().platforms.values() for key in platform.sources}
    assert tomllib.loads(resources.read_text("sources/links.toml")).keys() - used == set()
