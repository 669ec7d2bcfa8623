import tomllib
from pathlib import Path

import pytest

from linktester import resources, urls
from linktester.model.evidence import PageFacts
from linktester.verdict.signals import Decides, Encoding, PageKind, Signal, all_signals, arrange, signals

VECTORS = Path(__file__).parents[1] / "vectors" / "signals" / "recorded.toml"
RECORDED = tomllib.loads(VECTORS.read_text(encoding="utf-8"))["page"]
NAMES = [f"{index}-{entry['signal']}" for index, entry in enumerate(RECORDED)]


def facts(entry: dict[str, object]) -> PageFacts:
    return PageFacts(
        links=tuple((href, text) for href, text in entry.get("links", ())),
        classes=tuple(entry.get("classes", ())),
        script_names=tuple(entry.get("script_names", ())),
    )


@pytest.mark.parametrize("entry", RECORDED, ids=NAMES)
def test_a_recorded_page_is_known(entry: dict[str, object]) -> None:
    url = urls.parse(str(entry["url"]))
    found = signals().of_page(url, facts(entry))
    assert found is not None
    assert found.id == entry["signal"]
    assert found.unwrap(url) == entry.get("target")


@pytest.mark.parametrize("entry", RECORDED, ids=NAMES)
def test_its_words_make_no_difference(entry: dict[str, object]) -> None:
    url = urls.parse(str(entry["url"]))
    spoken = PageFacts(title="某某", text="某某某某", links=facts(entry).links, classes=facts(entry).classes)
    assert signals().of_page(url, spoken) == signals().of_page(url, facts(entry))


def test_every_signal_has_a_recorded_page_or_says_that_it_has_none() -> None:
    recorded = {entry["signal"] for entry in RECORDED}
    for signal in all_signals():
        assert signal.unproven != (signal.id in recorded), signal.id
        assert signal.unproven != bool(signal.samples), signal.id


def test_every_proven_signal_names_source_and_confidence() -> None:
    for signal in all_signals():
        if not signal.unproven:
            assert signal.sources, signal.id
            assert signal.confidence in {"D", "P", "R", "A"}, signal.id


def test_ids_are_unique() -> None:
    ids = [signal.id for signal in all_signals()]
    assert len(ids) == len(set(ids))


def test_signal_files_hold_no_key_that_is_not_read() -> None:
    known = set(Signal.__slots__) | {"target"}
    for name in resources.names("signals"):
        for entry in tomllib.loads(resources.read_text(name))["signal"]:
            assert set(entry) <= known, (name, entry["id"])


def test_a_host_that_only_begins_alike_is_unknown() -> None:
    url = urls.parse(
        "https://weixin110.qq.com.example.net/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=2"
    )
    assert signals().of_page(url, PageFacts()) is None


def test_the_midpage_form_is_told_by_its_button() -> None:
    address = (
        "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?midpagecode=a&bancode=b"
    )
    url = urls.parse(address)
    with_button = signals().of_page(url, PageFacts(classes=("weui-btn", "weui-btn_default")))
    without = signals().of_page(url, PageFacts(classes=("weui-msg",)))
    assert with_button is not None
    assert without is not None
    assert (with_button.kind, without.kind) == (PageKind.CONFIRM, PageKind.BLOCK)


def test_a_qq_page_is_told_by_its_way_on() -> None:
    url = urls.parse("https://c.pc.qq.com/middleb.html?pfurl=https%3A%2F%2Fshop.example.com%2Fp%2F1")
    way_on = signals().of_page(url, PageFacts(links=(("https://shop.example.com/p/1", "x"),)))
    other_link = signals().of_page(url, PageFacts(links=(("https://shop.example.com/", "x"), (":", "y"))))
    assert way_on is not None
    assert other_link is not None
    assert (way_on.kind, other_link.kind) == (PageKind.CONFIRM, PageKind.BLOCK)


def test_a_page_that_offers_an_app_is_known_by_its_links() -> None:
    offers = [
        "https://a.app.qq.com/o/simple.jsp?pkgname=x",
        "market://details?id=x",
        "https://cdn.example.com/app-release.APK",
    ]
    for href in offers:
        found = signals().of_content(PageFacts(links=(("::", ""), (href, "get it"))))
        assert found is not None
        assert found.kind is PageKind.INSTALL
    assert signals().of_content(PageFacts(links=(("https://example.com/a", "b"),))) is None


def test_what_is_no_web_address_has_no_signal() -> None:
    assert signals().of_page(None, PageFacts()) is None
    assert signals().of_address(urls.parse("weixin://dl/business/?t=x")) is None


def made(**changes: object) -> Signal:
    given = {"id": "made", "kind": PageKind.WRAP, "decides": Decides.HOST, "hosts": ("go.example",)}
    return Signal(**{**given, **changes})


def test_a_target_in_base64_is_read_out() -> None:
    signal = made(target_param="u", target_encoding=Encoding.BASE64)
    found = [
        signal.unwrap(urls.parse(f"https://go.example/?u={value}"))
        for value in ("aHR0cHM6Ly9hLmV4YW1wbGUv", "aHR0cHM6Ly9hLmV4YW1wbGUv%3D", "Pz8_", "%%%", "%ff")
    ]
    assert found == ["https://a.example/", "https://a.example/", "???", None, None]


def test_a_target_nobody_can_read_is_none() -> None:
    url = urls.parse("https://go.example/?u=x")
    assert made(target_param="u").unwrap(url) is None
    assert made(target_param="other", target_encoding=Encoding.PERCENT).unwrap(url) is None


def test_of_repeated_parameters_the_first_counts() -> None:
    signal = made(target_param="u", target_encoding=Encoding.PERCENT)
    assert signal.unwrap(urls.parse("https://go.example/?u=1&u=2")) == "1"


def test_the_first_signal_that_holds_wins() -> None:
    narrow = made(id="narrow", query=(("a", "1"),))
    wide = made(id="wide", paths=("/x*",))
    arranged = arrange((narrow, wide))
    ask = [
        arranged.of_address(urls.parse(f"https://go.example{rest}")) for rest in ("/x?a=1", "/xy?a=2", "/y")
    ]
    assert [found and found.id for found in ask] == ["narrow", "wide", None]
