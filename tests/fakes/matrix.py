"""The transcribed matrices (`tests/vectors/matrix.tsv`), each row with a link that asks its question."""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from linktester import links
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence, Gate
from linktester.model.link import Content, Link, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import Site
from linktester.suite import moment

TABLE = Path(__file__).parent.parent / "vectors" / "matrix.tsv"
SITES = (
    Site(host="blog.example.org", content=Content.ARTICLE),
    Site(host="hongbao.example.com", content=Content.CAMPAIGN),
)
TEXTS = {
    "alipay-qr": "https://qr.alipay.com/baxlt000000000000601",
    "alipay-sdk": "alipay://alipayclient/?%7B%22requestType%22%3A%22SafePay%22%2C"
    "%22dataString%22%3A%22out_trade_no%3DLT0601%22%7D",
    "alipay-ulink": "https://ulink.alipay.com/?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp"
    "%3FappId%3D2021000000000001%26page%3Dpages%252Findex",
    "campaign": "https://hongbao.example.com/f?c=LT0601",
    "dingtalk-page": "https://qr.dingtalk.com/page/link?url=https%3A%2F%2Fblog.example.org%2Fwiki%2F7",
    "douyin-shop": "https://haohuo.jinritemai.com/ecommerce/trade/detail/index.html?id=3500000000000000601",
    "douyin-video": "https://www.douyin.com/video/7300000000000000601",
    "feishu-applink": "https://applink.feishu.cn/client/mini_program/open?appId=cli_lt0601&path=pages%2Fhome",
    "jd-item": "https://item.m.jd.com/product/100000000601.html",
    "meituan-open": "imeituan://www.meituan.com/web?url=https%3A%2F%2Fi.meituan.com%2Fpoi%2F601",
    "taobao-item": "https://item.taobao.com/item.htm?id=600000000601",
    "taobao-scheme": "taobao://item.taobao.com/item.htm?id=600000000601",
    "taobao-token": "【测试商品】复制这条消息￥LTx8cD3eF1g￥打开淘宝",
    "tmall-item": "https://detail.tmall.com/item.htm?id=700000000601",
    "unionpay-qr": "https://qr.95516.com/00010000/62000000000000000000000601",
    "unionpay-wallet": "upwallet://pay",
    "web-page": "https://blog.example.org/post/601?q=%E6%B5%8B%E8%AF%95",
    "wechat-article": "https://mp.weixin.qq.com/s/LTabcdefghijklmnop0601",
    "wechatpay-app": "weixin://wap/pay?prepayid=wx20211001120000000000000000lt01&package=3000000601"
    "&noncestr=1633060800&sign=00000000000000000000000000000601",
    "wechatpay-collect": "wxp://f2f0LT0601abcdefghijk",
    "wechatpay-native": "weixin://wxpay/bizpayurl?pr=LtZ0601",
    "weibo-short": "https://t.cn/A6LT0601",
}
"""One link of each family the table asks with; numbers, orders and codes are made up."""
CAMPAIGN_CLASS = "CAMP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table; the columns are explained at its head."""

    line: int
    matrix: str
    host: PlatformId
    surface: Surface
    kind: str
    """The column `class`, without what follows `@`."""
    gate: Gate
    family: str
    os: OS
    client: str | None
    as_of: datetime
    inferred: bool
    outcome: Outcome
    modifiers: frozenset[Modifier]
    by: By | None
    cause: Cause | None
    confidence: Confidence | None
    sources: frozenset[str]
    """Ids of events; places in the reference are left out."""
    carried_open: bool

    def __str__(self) -> str:
        day = self.as_of.strftime("%Y-%m-%d %H:%M")
        more = f" {self.client}" if self.client else ""
        own = "@target" if self.gate is Gate.TARGET else ""
        assumed = " assuming" if self.inferred else ""
        return f"line {self.line}: {self.host}/{self.surface}/{self.kind}{own} {self.os}{more} {day}{assumed}"

    @property
    def cell(self) -> str:
        """What is asked, whatever the date."""
        return f"{self.host}/{self.surface}/{self.kind}/{self.family}/{self.gate}"

    @property
    def entry(self) -> Entry:
        return Entry.SCAN_LIVE if self.surface == "scan" else Entry.TAP

    @property
    def accept(self) -> frozenset[Confidence]:
        return frozenset(Confidence) if self.inferred else DEFAULT_ACCEPTED

    @property
    def link(self) -> Link:
        """The representative link, with the content the row's class asks for."""
        content = Content.CAMPAIGN if self.kind.endswith(f"/{CAMPAIGN_CLASS}") else None
        return a_link(self.family, content)

    def is_told_by(self, modifiers: frozenset[Modifier]) -> bool:
        """Compare modifiers, `carried` only where the table says whether it stands."""
        open_ones = {Modifier.CARRIED} if self.carried_open else set()
        return modifiers - open_ones == self.modifiers - open_ones


@cache
def a_link(family: str, content: Content | None = None) -> Link:
    """Return the representative link of a family."""
    link = links.parse(TEXTS[family], content=content, sites=SITES).link
    assert link.family == family, (family, link.family)
    return link


@cache
def rows() -> tuple[Row, ...]:
    """Return the whole table."""
    numbered = list(enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1))
    body = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    table = csv.DictReader([line for _, line in body], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_row(number, told) for (number, _), told in zip(body[1:], table, strict=True))


def _row(line: int, told: dict[str, str]) -> Row:
    kind, _, gate = told["class"].partition("@")
    return Row(
        line=line,
        matrix=told["matrix"],
        host=PlatformId(told["host"]),
        surface=Surface(told["surface"]),
        kind=kind,
        gate=Gate(gate or "host"),
        family=told["family"],
        os=OS(told["os"]),
        client=told["client"] or None,
        as_of=moment(told["as_of"]),
        inferred=told["accept_inferred"] == "yes",
        outcome=Outcome(told["outcome"]),
        modifiers=frozenset(Modifier(name) for name in told["modifiers"].split(",") if name),
        by=By(told["by"]) if told["by"] else None,
        cause=Cause(told["cause"]) if told["cause"] else None,
        confidence=Confidence(told["confidence"]) if told["confidence"] else None,
        sources=frozenset(name for name in told["sources"].split(",") if name.startswith("EV-")),
        carried_open=told["carried_open"] == "yes",
    )
