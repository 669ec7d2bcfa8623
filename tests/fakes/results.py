"""Made-up results, rich enough to show everything a report or a terminal has to show.

The story told is the real one (links of Taobao in WeChat over the years), the identifiers are nobody's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from linktester.model.case import Expectation, Probe, Selector
from linktester.model.citation import Citation, Confidence, GapKind, Gate, JournalEntry, RuleKind, Source
from linktester.model.evidence import (
    Evidence,
    Exchange,
    Failed,
    HarnessGap,
    Item,
    Launched,
    Left,
    Navigated,
    Offered,
    Ordered,
    PageFacts,
    Paid,
    Presented,
    Prompted,
    Queried,
    Redirected,
    Rendered,
    Requested,
    Returned,
    Screen,
    ScriptNotRun,
    Stayed,
    Swallowed,
    TesterSaid,
)
from linktester.model.link import (
    Content,
    FamilyId,
    Identity,
    Intent,
    Link,
    ParamChange,
    ParamDiff,
    PlatformId,
)
from linktester.model.message import message
from linktester.model.phone import OS, Entry, Phone, Surface
from linktester.model.run import CaseResult, Match, NotApplicable, Reach, RunHead, Tally
from linktester.model.verdict import Basis, By, Cause, Modifier, Outcome, Reason, Verdict
from linktester.model.zone import CHINA

STARTED = datetime(2026, 11, 22, 2, 45, 1, tzinfo=UTC)

ITEM = Link(
    text="https://item.taobao.com/item.htm?id=520000000001&spm=a1z10.1",
    family=FamilyId("taobao-item"),
    target=PlatformId("taobao"),
    intent=Intent.PAGE,
    content=Content.E_COMMERCE,
    identity=Identity(PlatformId("taobao"), "item", {"id": "520000000001"}),
    tracking={"spm": "a1z10.1"},
)
VIDEO = Link(
    text="https://www.douyin.com/video/7000000000000000001",
    family=FamilyId("douyin-video"),
    target=PlatformId("douyin"),
    intent=Intent.PAGE,
    content=Content.VIDEO,
    identity=Identity(PlatformId("douyin"), "video", {"id": "7000000000000000001"}),
)
SCHEME = Link(
    text="tbopen://m.taobao.com/tbopen/index.html?h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D1",
    family=FamilyId("taobao-open"),
    target=PlatformId("taobao"),
    intent=Intent.APP,
    content=Content.E_COMMERCE,
    identity=Identity(PlatformId("taobao"), "item", {"id": "1"}),
)
PAYMENT = Link(
    text="weixin://wap/pay?prepayid%3Dwx0000000000000000000000000000000001",
    family=FamilyId("wechatpay-h5"),
    target=PlatformId("wechat"),
    intent=Intent.PAYMENT,
    content=Content.PAYMENT,
    identity=Identity(PlatformId("wechat"), "order", {"prepayid": "wx0000000000000000000000000000000001"}),
)

PHASE_ONE = Source(
    "EV-2021-09-17-WX",
    "2021-09-17",
    "WeChat phase one: outside links open in 1:1 chat",
    ("360doc", "qdcj"),
    "微信第一阶段：外链可在单聊中打开",
)
PHASE_TWO = Source(
    "EV-2021-11-29",
    "2021-11-29",
    "WeChat phase two: shop links open in groups too",
    ("yidushi", "gt3"),
    "微信第二阶段：群聊也可打开电商链接",
)
BEFORE = Source(
    "EV-2021-09-17-OTH",
    "2021-09-17",
    "State of the morning: Taobao and Douyin links refused",
    ("nandu",),
    "当天上午的情况：淘宝、抖音链接打不开",
)
FLIP = Source(
    "EV-2021-09-17-QQ",
    "2021-09-17",
    "QQ opens, then suspends again on the same day",
    ("chinanews", "shine"),
    "QQ 当天先开放，后又暂停",
)


def day(text: str) -> datetime:
    """Noon of that day in Beijing."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=CHINA)


def probe(link: Link, host: str, surface: str, date: str, **changes: object) -> Probe:
    given = Probe(
        case_id=str(link.family),
        link=link,
        host=PlatformId(host),
        surface=Surface(surface),
        entry=Entry.TAP,
        phone=Phone(os=OS.ANDROID),
        client=None,
        as_of=day(date),
    )
    return replace(given, **changes)


def citation(effect: str, source: Source, **changes: object) -> Citation:
    given = Citation(
        rule=f"wechat.{effect}.{source.date}",
        pack="wechat",
        pack_version="2026-03-13",
        pack_hash="0011223344556677",
        effect=effect,
        gate=Gate.HOST,
        kind=RuleKind.CHANGE,
        confidence=Confidence.DOCUMENTED,
        valid_from=source.date,
        last_confirmed=source.date,
        sources=(source,),
    )
    return replace(given, **changes)


def journal(
    *citations: Citation, gap: GapKind | None = None, sources: tuple[Source, ...] = ()
) -> JournalEntry:
    return JournalEntry(
        request_id="r1",
        world="w1",
        role="client",
        citations=citations,
        effects=tuple(c.effect for c in citations),
        gap=gap,
        gap_sources=sources,
    )


def exchange(
    url: str, status: int | None = 200, body: bytes = b"<title>x</title>", **changes: object
) -> Exchange:
    given = Exchange(
        method="GET",
        url=url,
        target=b"/" + url.partition("://")[2].partition("/")[2].encode("utf-8", "replace"),
        request_headers=(
            ("host", "h.example"),
            ("user-agent", "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"),
        ),
        status=status,
        response_headers=(("content-type", "text/html; charset=utf-8"),),
        body=body,
        body_length=len(body),
        elapsed_ms=12.5,
        request_id="r1",
    )
    return replace(given, **changes)


def evidence(of: Probe, *observations: object, exchanges: tuple[Exchange, ...] = ()) -> Evidence:
    put = Presented(host=of.host, surface=of.surface, entry=of.entry)
    return Evidence(
        probe_key=of.key,
        basis=Basis.SIMULATED,
        started_at=STARTED,
        observations=(put, *observations),
        exchanges=exchanges,
        world="w1",
        elapsed_ms=41.0,
    )


def page(url: str, title: str, status: int = 200) -> Rendered:
    return Rendered(
        url=url, status=status, page=PageFacts(title=title, text=title, canonical=url), exchange=0
    )


def result(of: Probe, verdict: Verdict, seen: Evidence, **changes: object) -> CaseResult:
    control_probe = replace(of, host=PlatformId("browser"), surface=Surface("browser"), entry=Entry.TYPED)
    given = CaseResult(
        probe=of,
        verdict=verdict,
        evidence=seen,
        control=evidence(control_probe, Requested(url=of.link.text), page(of.link.text, "the thing itself")),
        reach=Reach.EVIDENCED,
        finished_at=STARTED + timedelta(seconds=1),
    )
    return replace(given, **changes)


def why(code: str, *observations: int, **args: str | int) -> Reason:
    return Reason(message(code, **args), observations)


def honored(of: Probe, source: Source, *modifiers: Modifier, **changes: object) -> CaseResult:
    url = of.link.text.partition("&spm")[0]
    seen = [Requested(url=of.link.text, exchange=0)]
    if Modifier.CONFIRM in modifiers:
        gate = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi"
        seen = [
            page(gate, "将要访问"),
            Navigated(url=gate, to=of.link.text, how="continue", gesture=True),
            *seen,
        ]
    seen.append(page(url, "an item"))
    verdict = Verdict(
        outcome=Outcome.HONORED,
        modifiers=tuple(sorted(modifiers)),
        by=By.HOST if modifiers else None,
        reasons=(why("outcome.means-HONORED", len(seen)),),
        reached=of.link.identity,
        diff=tuple(
            ParamDiff(name, value, value, ParamChange.EQUAL, significant=True)
            for name, value in of.link.identity.params.items()
        ),
    )
    effect = "confirm" if Modifier.CONFIRM in modifiers else "open"
    cited = citation(
        effect, source, carried=Modifier.CARRIED in modifiers, partial=Modifier.PARTIAL in modifiers
    )
    reach = Reach.CARRIED if Modifier.CARRIED in modifiers else Reach.EVIDENCED
    made = result(
        of,
        verdict,
        evidence(of, *seen, exchanges=(exchange(url),)),
        journal=(journal(cited),),
        reach=reach,
        last_evidence=source.date,
    )
    return replace(made, **changes)


def blocked(of: Probe, source: Source, *modifiers: Modifier, **changes: object) -> CaseResult:
    gate = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi"
    verdict = Verdict(
        outcome=Outcome.BLOCKED,
        modifiers=tuple(sorted(modifiers)),
        by=By.HOST,
        reasons=(why("outcome.means-BLOCKED", 1), why("outcome.means-HONORED", 1)),
    )
    seen = evidence(
        of,
        page(gate, "已停止访问该网页"),
        exchanges=(exchange(gate, 200, "<h2>已停止访问该网页</h2>".encode()),),
    )
    cited = citation("block-page", source, confidence=Confidence.PRESS, carried=Modifier.CARRIED in modifiers)
    reach = Reach.CARRIED if Modifier.CARRIED in modifiers else Reach.EVIDENCED
    made = result(of, verdict, seen, journal=(journal(cited),), reach=reach, last_evidence=source.date)
    return replace(made, **changes)


def rewritten(of: Probe, source: Source, **changes: object) -> CaseResult:
    wrong = "https://m.taobao.com/download"
    verdict = Verdict(
        outcome=Outcome.REWRITTEN,
        by=By.TARGET,
        reasons=(why("outcome.means-REWRITTEN", 2),),
        reached=Identity(PlatformId("taobao"), "page", {"url": wrong}),
        diff=(
            ParamDiff("id", "520000000001", None, ParamChange.DROPPED, significant=True),
            ParamDiff("from", None, "wechat", ParamChange.ADDED, significant=False),
        ),
    )
    redirect = Redirected(url=of.link.text, status=302, location=wrong, exchange=0)
    seen = evidence(
        of,
        redirect,
        page(wrong, "install the app"),
        exchanges=(exchange(of.link.text, 302, b""), exchange(wrong)),
    )
    cited = citation("install-page", source, gate=Gate.TARGET, confidence=Confidence.PRESS)
    return replace(result(of, verdict, seen, journal=(journal(cited),), last_evidence=source.date), **changes)


def gap(
    of: Probe, kind: GapKind = GapKind.NO_POLICY, sources: tuple[Source, ...] = (), **changes: object
) -> CaseResult:
    cause = Cause(kind.value)
    verdict = Verdict(outcome=Outcome.INCONCLUSIVE, cause=cause, reasons=(why(f"outcome.means-{cause}", 1),))
    seen = evidence(of, HarnessGap(kind=kind))
    made = result(of, verdict, seen, journal=(journal(gap=kind, sources=sources),), reach=Reach.UNKNOWN)
    return replace(made, **changes)


def faulty(of: Probe, **changes: object) -> CaseResult:
    verdict = Verdict(
        outcome=Outcome.INCONCLUSIVE,
        cause=Cause.FAULT,
        by=By.OURS,
        reasons=(why("outcome.means-fault", 2),),
    )
    seen = evidence(
        of,
        Requested(url=of.link.text, exchange=0),
        Failed(kind="timeout", detail="no answer in 5 s", exchange=0),
        exchanges=(exchange(of.link.text, None, b"", error="timeout", request_id=None),),
    )
    return replace(result(of, verdict, seen, reach=Reach.UNKNOWN, attempt=3), **changes)


def launched(of: Probe) -> CaseResult:
    """An app opens, after a prompt, on a claim whose association file is not public."""
    seen = evidence(
        of,
        Left(uri=of.link.text),
        Prompted(kind="open-in-app", allowed=True),
        Launched(
            uri=of.link.text,
            mechanism="custom-scheme",
            gesture=True,
            trace=("scheme tbopen", "one receiver"),
            receiver=PlatformId("taobao"),
            screen=Screen(of.link.identity, "an item"),
            assumed=True,
        ),
    )
    verdict = Verdict(
        outcome=Outcome.HONORED,
        modifiers=(Modifier.PROMPT,),
        by=By.OS,
        reasons=(why("outcome.means-HONORED", 3),),
        reached=of.link.identity,
        assumed=True,
        unproven=("sample-less-signal",),
    )
    return result(of, verdict, seen, journal=(journal(),))


def offered(of: Probe) -> CaseResult:
    items = (Item("alipay", "支付宝", "method"), Item("wechatpay", "微信支付", "method-qr"))
    seen = evidence(of, Offered(items=items, chosen="wechatpay"))
    verdict = Verdict(
        outcome=Outcome.REWRITTEN,
        modifiers=(Modifier.PARTIAL,),
        by=By.HOST,
        reasons=(why("outcome.means-REWRITTEN", 1),),
    )
    cited = citation(
        "offered-qr",
        Source(
            "EV-2022-03-30",
            "2022-03-30",
            "Taobao tests paying by WeChat with a code to save",
            title_zh="淘宝测试微信支付：保存二维码后扫码",
        ),
        pack="taobao",
        partial=True,
        otherwise="not-offered",
        confidence=Confidence.PRESS,
        note="A small test.",
        note_zh="小范围测试。",
    )
    return result(of, verdict, seen, journal=(journal(cited),), last_evidence="2022-03-30")


def everything_seen(of: Probe) -> CaseResult:
    """One of every kind of observation."""
    url = of.link.text
    seen = evidence(
        of,
        Requested(url=url, exchange=0),
        Redirected(url=url, status=301, location="https://a.example/", exchange=0),
        page("https://a.example/", "a page", 404),
        Navigated(url="https://a.example/", to="https://b.example/", how="meta-refresh"),
        Swallowed(uri="tbopen://x"),
        Offered(items=(Item("alipay", "支付宝", "method"),)),
        Stayed(text="hello", copyable=False),
        Left(uri="tbopen://x"),
        Prompted(kind="choose-app", allowed=False),
        Launched(uri="tbopen://x", mechanism="none", gesture=False),
        Launched(
            uri="tbopen://x",
            mechanism="intent",
            gesture=True,
            receiver=PlatformId("taobao"),
            refusal="expired",
        ),
        Launched(
            uri="tbopen://x", mechanism="intent", gesture=True, receiver=PlatformId("jd"), not_simulated=True
        ),
        TesterSaid(outcome="BLOCKED", note="on my phone"),
        HarnessGap(kind=GapKind.CONFLICT),
        ScriptNotRun(url=url, excerpt="eval(atob('…'))"),
        Failed(kind="tls", detail="bad certificate", ours=False),
        Ordered(product="alipay/wap", number="LT1", fen=1234, code="https://openapi.alipay.com/gateway.do"),
        Paid(platform="alipay", does="pay", state="TRADE_SUCCESS"),
        Paid(platform="wechatpay", does="fail"),
        Paid(platform="wechatpay", does="pay", refused="closed"),
        Returned(leg="same-tab", landed="https://shop.example/done"),
        Returned(leg="none"),
        Queried(platform="alipay", state="TRADE_SUCCESS"),
        exchanges=(exchange(url, 301),),
    )
    verdict = Verdict(
        outcome=Outcome.INCONCLUSIVE, cause=Cause.FAULT, by=By.OURS, reasons=(why("outcome.means-fault"),)
    )
    return result(of, verdict, seen, reach=Reach.UNKNOWN)


HOSTILE_TEXT = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</style></script>]]>"
    "\u202egnp.exe\u2066\x1b[31mred\x1b[0m\x00\x07\ud800\u200b[bold]markup[/bold]{{7*7}}{% raw %}"
)


def hostile(of: Probe) -> CaseResult:
    """Every untrusted place filled with something nasty."""
    nasty = HOSTILE_TEXT
    link = replace(
        of.link,
        text="javascript:alert(1)//" + nasty,
        identity=Identity(PlatformId("web"), nasty, {nasty: nasty}),
    )
    bad = replace(of, link=link, case_id="nasty-" + nasty, client=nasty)
    body = nasty.encode("utf-8", "surrogatepass") * 200
    seen = evidence(
        bad,
        Rendered(
            url=nasty, status=200, page=PageFacts(title=nasty, text=nasty * 50, canonical=nasty), exchange=0
        ),
        Stayed(text=nasty),
        Failed(kind="protocol", detail=nasty),
        exchanges=(
            exchange(
                "https://h.example/" + nasty,
                200,
                body,
                request_headers=((nasty, nasty),),
                response_headers=((nasty, nasty),),
                target=b"/\xff\x00" + nasty.encode("utf-8", "replace"),
            ),
        ),
    )
    verdict = Verdict(
        outcome=Outcome.BLOCKED,
        by=By.HOST,
        reasons=(why("verdict.no-such-code-any-more", 1, text=nasty),),
        reached=Identity(PlatformId(nasty), nasty, {nasty: nasty}),
        diff=(ParamDiff(nasty, nasty, nasty, ParamChange.CHANGED, significant=True),),
        unproven=(nasty,),
    )
    cited = citation(
        nasty, Source(nasty, nasty, nasty, (nasty,), nasty), note=nasty, note_zh=nasty, rule=nasty
    )
    return result(bad, verdict, seen, journal=(journal(cited),), disagreement=nasty)


def expecting(made: CaseResult, wanted: Outcome) -> CaseResult:
    match = Match.MET if made.verdict.outcome is wanted else Match.DIFFERS
    return replace(made, expected=Expectation(where=Selector(), verdict=wanted), match=match)


def walled_garden() -> list[CaseResult]:
    """Links in WeChat, QQ and Weibo on four dates, with every kind of cell."""
    c, k, p = Modifier.CONFIRM, Modifier.CARRIED, Modifier.PARTIAL
    ios = Phone(os=OS.IOS)
    return [
        expecting(blocked(probe(ITEM, "wechat", "chat", "2021-09-10"), BEFORE), Outcome.BLOCKED),
        expecting(honored(probe(ITEM, "wechat", "chat", "2021-10-10"), PHASE_ONE, c, k), Outcome.HONORED),
        blocked(probe(ITEM, "wechat", "chat", "2021-10-10", phone=ios, client="8.0.12"), BEFORE),
        expecting(honored(probe(ITEM, "wechat", "chat", "2021-12-01"), PHASE_TWO), Outcome.BLOCKED),
        honored(probe(ITEM, "wechat", "chat", "2024-10-15"), PHASE_TWO, k),
        blocked(probe(ITEM, "wechat", "group", "2021-09-10"), BEFORE),
        blocked(probe(ITEM, "wechat", "group", "2021-10-10"), PHASE_ONE, k),
        honored(probe(ITEM, "wechat", "group", "2021-12-01"), PHASE_TWO),
        honored(probe(ITEM, "wechat", "group", "2024-10-15"), PHASE_TWO, k, p),
        blocked(probe(ITEM, "wechat", "moments", "2021-09-10"), BEFORE),
        blocked(probe(ITEM, "wechat", "moments", "2021-10-10"), BEFORE, k),
        blocked(probe(ITEM, "wechat", "moments", "2021-12-01"), BEFORE, k),
        gap(probe(ITEM, "wechat", "moments", "2024-10-15")),
        gap(probe(ITEM, "qq", "chat", "2021-10-10"), GapKind.CONFLICT, (FLIP,)),
        gap(probe(ITEM, "qq", "chat", "2021-12-01"), GapKind.CONFLICT, (FLIP,)),
        gap(probe(ITEM, "qq", "chat", "2024-10-15")),
        blocked(probe(VIDEO, "wechat", "chat", "2021-09-10"), BEFORE),
        honored(probe(VIDEO, "wechat", "chat", "2021-10-10"), PHASE_ONE, c),
        honored(probe(VIDEO, "wechat", "chat", "2021-12-01"), PHASE_TWO, k),
        honored(probe(VIDEO, "wechat", "chat", "2024-10-15"), PHASE_TWO, k),
        blocked(probe(VIDEO, "wechat", "group", "2021-12-01"), PHASE_TWO),
        gap(probe(VIDEO, "wechat", "group", "2024-10-15")),
        rewritten(probe(ITEM, "weibo", "feed", "2021-09-10"), BEFORE),
        faulty(probe(VIDEO, "weibo", "feed", "2021-09-10")),
        launched(probe(SCHEME, "browser", "browser", "2024-10-15", entry=Entry.TYPED)),
        offered(probe(PAYMENT, "taobao", "checkout", "2024-10-15")),
    ]


def many(count: int) -> Iterable[CaseResult]:
    """A stream of `count` results that is never held in memory."""
    template = walled_garden()
    for number in range(count):
        made = template[number % len(template)]
        yield replace(made, probe=replace(made.probe, case_id=f"case-{number // 26}"))


def tally(results: Iterable[CaseResult]) -> Tally:
    rows = list(results)
    causes = Counter(str(row.verdict.cause) for row in rows if row.verdict.cause)
    return Tally(
        outcomes=Counter(str(row.verdict.outcome) for row in rows),
        causes=causes,
        matches=Counter(str(row.match) for row in rows),
        reach=Counter(str(row.reach) for row in rows),
        disagreements=sum(1 for row in rows if row.disagreement),
        faults=causes["fault"],
    )


def head(total: int = 26, **changes: object) -> RunHead:
    given = RunHead(
        id="20261122-104501-3f9a",
        started_at=STARTED,
        suites=("walled-garden",),
        basis=Basis.SIMULATED,
        version="0.1.0",
        packs={"wechat": "2026-03-13 0011223344556677", "qq": "2021-09-17 8899aabbccddeeff"},
        total=total,
        not_applicable=(NotApplicable(message("outcome.means-conflict"), 4),),
    )
    return replace(given, **changes)
