from linktester import links
from linktester.serve.doors.resolve import reached


def test_a_short_link_means_what_its_public_host_leads_to() -> None:
    found = reached(links.parse("https://m.tb.cn/h.5xyz").link)
    assert (found.platform, found.kind) == ("taobao", "item")


def test_what_cannot_be_told_stays_itself() -> None:
    for text in ("https://xhslink.com/abc", "weixin://dl/business/?t=abc"):
        link = links.parse(text).link
        assert reached(link) == link.identity
