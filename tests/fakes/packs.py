"""Small packs written on the spot, over a vocabulary of four platforms."""

import json
from collections.abc import Mapping, Sequence

from linktester.model.citation import DEFAULT_ACCEPTED, Confidence, Gate
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.pack import Decision, Gap, Question
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import WorldSpec
from linktester.policy.dates import moment
from linktester.policy.decide import decide
from linktester.policy.files import Text
from linktester.policy.load import load_texts
from linktester.policy.packs import Packs
from linktester.policy.vocabulary import Mechanism, Standing, Vocabulary

Fields = Mapping[str, object]

VOCABULARY = Vocabulary(
    {
        PlatformId("wechat"): Standing("tencent"),
        PlatformId("qq"): Standing("tencent"),
        PlatformId("jd"): Standing("jd", frozenset({"tencent"})),
        PlatformId("taobao"): Standing("alibaba"),
        PlatformId("web"): Standing("anyone"),
    },
    {
        FamilyId("taobao-item"): Mechanism.HTTPS,
        FamilyId("taobao-token"): Mechanism.TEXT,
        FamilyId("taobao-scheme"): Mechanism.SCHEME,
        FamilyId("jd-item"): Mechanism.HTTPS,
        FamilyId("web-page"): Mechanism.HTTPS,
    },
)
CLASSES = """
[[class]]
id = "TB"
title = "Taobao"
any = [{ families = ["taobao-item"], except_contents = ["campaign"] }]

[[class]]
id = "WEB"
title = "https"
any = [{ mechanisms = ["https"] }]
"""
SOURCES = """
[[event]]
id = "EV-1"
date = "2020-01-01"
title = "something changed"
title_zh = "有变化"
references = ["paper"]

[[observation]]
id = "OB-1"
date = "2020-01"
title = "something was seen"
title_zh = "有观察"

[references]
paper = "paper.example/1"
"""


def toml(fields: Fields, table: str = "rule") -> str:
    """Return one table of a pack."""
    return f"[[{table}]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())


def rule(name: str, effect: str, since: str, **more: object) -> dict[str, object]:
    """Return a rule about Taobao items in WeChat chats, a documented change unless told otherwise."""
    fields: dict[str, object] = {
        "id": f"wechat.{name}",
        "kind": "change",
        "surfaces": ["chat"],
        "classes": ["TB"],
        "effect": effect,
        "confidence": "D",
        "from": since,
        "sources": ["EV-1"],
    }
    fields.update(more)
    return {key: value for key, value in fields.items() if value is not None}


def seen(name: str, effect: str, day: str, **more: object) -> dict[str, object]:
    """Return an observation of the press about the same subject."""
    return rule(name, effect, day, **{"kind": "observation", "confidence": "P", **more})


def pack_text(rules: Sequence[Fields], platform: str = "wechat") -> str:
    """Return a pack file."""
    head = f'platform = "{platform}"\nversion = "2026-11-22"\n\n'
    return head + "\n".join(toml(one) for one in rules)


def team_text(rules: Sequence[Fields], platform: str = "wechat") -> str:
    """Return a team's pack file with its own observation `OB-T`."""
    told = toml(
        {"id": "OB-T", "date": "2022-01-01", "title": "seen on our phone", "tester": "QA"}, "observation"
    )
    return pack_text([], platform) + told + "\n".join(toml({**one, "sources": ["OB-T"]}) for one in rules)


def packs(*rules: Fields, team: Sequence[Fields] = (), stale_after_days: int = 180) -> Packs:
    """Return packs with these rules of WeChat's, and the team's own."""
    texts = [Text("events.toml", SOURCES), Text("packs/wechat/rules.toml", pack_text(rules))]
    if team:
        texts.append(Text("ours/rules.toml", team_text([{**one, "confidence": "T"} for one in team]), "ours"))
    classes = Text("packs/classes.toml", CLASSES)
    return load_texts(texts, classes=classes, vocabulary=VOCABULARY, stale_after_days=stale_after_days)


def question(
    client: str | None = None,
    *,
    gate: Gate = Gate.HOST,
    surface: str = "chat",
    family: str = "taobao-item",
    target: str = "taobao",
    content: Content = Content.E_COMMERCE,
    os: OS = OS.ANDROID,
    host: str = "wechat",
    entry: Entry = Entry.TAP,
    filed: bool = True,
) -> Question:
    """Return the question about a Taobao item in a WeChat chat, or what is told."""
    return Question(
        gate=gate,
        platform=PlatformId(host if gate is Gate.HOST else target),
        host=PlatformId(host),
        surface=Surface(surface),
        entry=entry,
        family=FamilyId(family),
        target=PlatformId(target),
        content=content,
        os=os,
        client=client,
        filed=filed,
    )


def world(date: str, accept: str = "", seed: int | None = None) -> WorldSpec:
    """Return the world of a date; `accept` = letters, default all but I."""
    letters = frozenset(Confidence(letter) for letter in accept) if accept else DEFAULT_ACCEPTED
    return WorldSpec(as_of=moment(date), accept=letters, rollout_seed=seed)


def answer(
    found: Packs, date: str, accept: str = "", seed: int | None = None, asked: Question | None = None
) -> Decision | Gap | None:
    """Return the decision about the usual question."""
    return decide(found, asked or question(), world(date, accept, seed))


def applied(
    found: Packs, date: str, accept: str = "", seed: int | None = None, asked: Question | None = None
) -> str:
    """Return the effect that answers, `gap`, `conflict` or `nothing`."""
    match answer(found, date, accept, seed, asked):
        case Decision(effect=effect):
            return effect
        case Gap(conflict=conflict):
            return "conflict" if conflict else "gap"
        case _:
            return "nothing"
