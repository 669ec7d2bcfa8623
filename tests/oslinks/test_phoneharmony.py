"""App Linking and Deep Linking on the emulated HarmonyOS phone."""

import pytest

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.claims import BROWSER, Handed, Mechanism, Prompt, Resolution
from linktester.oslinks.phone import resolve
from linktester.oslinks.phonefile import Snapshot
from tests.fakes.associations import ALIPAY, APPS, TAOBAO, TAOTE, WECHAT, applinking, snapshot

HOST = "ulink.alipay.com"
URI = f"https://{HOST}/a"


def asked(
    file: object,
    uri: str = URI,
    host: str = HOST,
    *,
    source: PlatformId | None = BROWSER,
    prefers: bool = False,
) -> Resolution:
    handed = Handed(uri=uri, os=OS.HARMONY, source=source, prefers_browser=prefers)
    return resolve(handed, APPS, snapshot(host, file))


def steps(found: Resolution) -> list[str]:
    return [step.code for step in found.trace]


def test_an_app_the_site_names() -> None:
    found = asked(applinking(alipay_pkg=None))
    assert (found.receiver, found.mechanism, found.claimed) == (ALIPAY, Mechanism.APP_LINK, True)
    assert steps(found)[-1] == "harmonyrules.app-linking"


def test_an_id_that_is_not_known_is_taken_for_the_apps() -> None:
    assert asked(applinking(C123=None)).receiver == ALIPAY


@pytest.mark.parametrize("file", [None, {}, applinking()])
def test_the_browser_keeps_what_no_file_allows(file: object) -> None:
    found = asked(file)
    assert (found.receiver, steps(found)[-1]) == (None, "harmonyrules.no-app-linking")


def test_apps_fall_back_to_deep_linking() -> None:
    found = asked(None, source=WECHAT)
    assert (found.receiver, steps(found)[-1]) == (ALIPAY, "harmonyrules.deep-linking")


def test_the_larger_index_wins() -> None:
    uri, host = "https://shared.example/", "shared.example"
    file = applinking(com_taobao_taobao=1, unknown_taote=2)
    assert asked(file, uri, host).receiver == TAOTE
    same = applinking(com_taobao_taobao=2, unknown_taote=2)
    assert asked(same, uri, host).prompt is Prompt.CHOOSE_APP
    assert asked(same, uri, host).receiver == TAOBAO


def test_a_broken_file_says_what_is_wrong() -> None:
    files = {HOST: Snapshot(HOST, b"{", (), assumed=False)}
    found = resolve(Handed(uri=URI, os=OS.HARMONY, source=BROWSER), APPS, files)
    assert steps(found)[1].startswith("jsontext.")
    assert not found.assumed


def test_the_user_may_have_chosen_the_browser() -> None:
    found = asked(applinking(alipay_pkg=None), prefers=True)
    assert (found.receiver, steps(found)[-1]) == (None, "phone.prefers-browser")
