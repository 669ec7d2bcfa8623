import pytest

from linktester.links import parse
from linktester.links.match import generic
from linktester.links.notice import about, unknown
from linktester.links.pieces import cut
from linktester.model.link import Severity


def told(text: str) -> dict[str, tuple[Severity, str]]:
    return {f.message.code: (f.severity, f.where) for f in about(text, cut(text), generic("web-page"))}


@pytest.mark.parametrize(
    ("text", "code", "severity", "where"),
    [
        ("https://h.example/\ud800", "links.lone-surrogate", Severity.ERROR, "offset 18"),
        ("https://h.example/\x07", "links.control-character", Severity.WARNING, "offset 18"),
        ("https://h.example/\u202ea", "links.bidi-character", Severity.WARNING, "offset 18"),
        (" https://h.example/", "links.surrounding-blanks", Severity.WARNING, "offset 0"),
        ("https://h.example/%4", "links.percent-broken", Severity.WARNING, "offset 18"),
        ("https://good@h.example/", "links.userinfo", Severity.WARNING, "host"),
        ("https://h.example\\a", "links.backslash", Severity.WARNING, "offset 17"),
        ("https://faß.example/", "links.host-punycode", Severity.WARNING, "host"),
        ("https://\u0430pple.example/", "links.host-mixed-scripts", Severity.WARNING, "host"),
        ("openapp.jdmoble://virtual", "links.scheme-misspelt", Severity.ERROR, "scheme"),
        ("no link", "links.not-a-link", Severity.ERROR, "offset 0"),
        ("intent:#Intent;", "links.intent-unfinished", Severity.ERROR, "offset 15"),
    ],
)
def test_what_is_odd_is_told(text: str, code: str, severity: Severity, where: str) -> None:
    assert told(text)[code] == (severity, where)


@pytest.mark.parametrize("text", ["https://h.example/?a=%41\\", "https://人.example.com/人", "a.b:c"])
def test_what_is_not_odd_is_not_told(text: str) -> None:
    assert told(text).keys() <= {"links.host-punycode"}


def test_lifetimes_are_information() -> None:
    native = parse("weixin://wxpay/bizpayurl?pr=4T0Gq0azz").findings
    assert [(f.severity, f.message.code, f.message.args) for f in native] == [
        (Severity.INFO, "links.expires-minutes", {"minutes": 120})
    ]
    link = parse("https://wxaurl.cn/abc").findings
    assert [(f.message.code, f.message.args) for f in link] == [("links.expires-days", {"days": 30})]


def test_unknown_parameters_are_information_and_bounded() -> None:
    text = "https://item.taobao.com/item.htm?id=1&spm=2&" + "&".join(f"x{n}=1" for n in range(9))
    found = list(unknown(generic("taobao-item"), cut(text)))
    assert [finding.where for finding in found] == [f"query x{n}" for n in range(5)]
    assert {finding.severity for finding in found} == {Severity.INFO}
    assert list(unknown(generic("web-page"), cut(text))) == []
