"""Universal links and custom schemes on the emulated iPhone."""

import pytest

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.claims import BROWSER, Handed, Prompt, Resolution, Tap
from linktester.oslinks.phone import resolve
from linktester.oslinks.phonefile import Snapshot
from tests.fakes.associations import ALIPAY, APPS, TAOBAO, TAOTE, aasa, snapshot

HOST = "ulink.alipay.com"
URI = f"https://{HOST}/a/b"


def asked(
    file: object, uri: str = URI, *, host: str = HOST, source: PlatformId | None = None, prefers: bool = False
) -> Resolution:
    handed = Handed(uri=uri, os=OS.IOS, source=source, prefers_browser=prefers)
    return resolve(handed, APPS, snapshot(host, file))


def steps(found: Resolution) -> list[str]:
    return [step.code for step in found.trace]


def test_the_files_rule_is_named() -> None:
    found = asked(aasa("alipay.pkg"))
    assert found.receiver == ALIPAY
    assert steps(found)[:2] == ["phone.claimed", "phone.file-stale"]
    assert "iostaps.matched" in steps(found)
    assert steps(found)[-1] == "iostaps.other-app"


def test_a_miss_names_the_rule_that_came_nearest() -> None:
    found = asked(aasa("alipay.pkg", path="/other/*"))
    assert (found.receiver, found.claimed, found.assumed) == (None, True, True)
    assert steps(found)[-1] == "iostaps.no-rule"
    assert steps(found)[-2].startswith("iosrules.")


def test_a_file_that_names_somebody_else_opens_nothing() -> None:
    found = asked(aasa("another.bundle"))
    assert (found.receiver, steps(found)[-1]) == (None, "iostaps.no-rule")


def test_a_file_that_could_not_be_had() -> None:
    found = asked(None)
    assert found.receiver is None
    assert steps(found) == [
        "phone.claimed",
        "phone.file-slow",
        "iostaps.web",
        "iostaps.domain",
        "iostaps.installed",
        "iostaps.no-file",
    ]


def test_a_broken_file_tells_where_it_breaks() -> None:
    handed = Handed(uri=URI, os=OS.IOS)
    found = resolve(handed, APPS, {HOST: Snapshot(HOST, b'{"applinks":', (), assumed=False)})
    assert found.receiver is None
    assert any(code.startswith("jsontext.") for code in steps(found))
    assert not found.assumed


def test_the_order_of_the_file_decides_between_apps() -> None:
    uri = "https://shared.example/x"
    names = {TAOBAO: "com.taobao.taobao", TAOTE: "unknown.taote"}
    for first, second in ((TAOBAO, TAOTE), (TAOTE, TAOBAO)):
        file = aasa(names[first], names[second])
        assert asked(file, uri, host="shared.example").receiver == first


def test_a_wildcard_reads_the_file_of_its_domain() -> None:
    found = asked(aasa("alipay.pkg"), "https://x.deep.example/", host="deep.example")
    assert found.receiver == ALIPAY


def test_the_user_may_have_chosen_the_browser() -> None:
    found = asked(aasa("alipay.pkg"), prefers=True)
    assert (found.receiver, steps(found)[-1], found.assumed) == (None, "iostaps.chose-browser", False)


def test_its_own_link_is_not_delivered_back() -> None:
    assert steps(asked(aasa("alipay.pkg"), source=ALIPAY))[-1] == "iostaps.own-link"


def test_two_takers_of_a_scheme_have_no_defined_winner() -> None:
    found = resolve(Handed(uri="taobao://x", os=OS.IOS, wanted=TAOTE), APPS)
    assert (found.receiver, found.prompt) == (TAOBAO, None)
    assert "phone.scheme-undefined" in steps(found)


@pytest.mark.parametrize(("source", "asks"), [(BROWSER, True), (TAOBAO, False), (None, False)])
def test_safari_asks_before_it_leaves(source: PlatformId | None, asks: bool) -> None:
    handed = Handed(uri="weixin://x", os=OS.IOS, source=source, tap=Tap.BROWSER_TAP)
    assert resolve(handed, APPS).prompt == (Prompt.OPEN_IN_APP if asks else None)
