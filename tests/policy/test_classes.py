from linktester.model.errors import Problem
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.policy import load
from linktester.policy.classes import Clause, LinkClass, read_classes
from linktester.policy.vocabulary import Mechanism
from linktester.tomltext import parse
from linktester.wording import Words
from tests.fakes.packs import CLASSES, VOCABULARY


def read(text: str) -> tuple[dict[str, LinkClass], list[Problem]]:
    problems: list[Problem] = []
    return dict(read_classes(parse(text, "classes.toml"), VOCABULARY, problems)), problems


def holds(clause: Clause, family: str, target: str, content: Content = Content.OTHER) -> bool:
    mechanism = VOCABULARY.families.get(FamilyId(family))
    return clause.holds(FamilyId(family), PlatformId(target), content, mechanism)


def test_a_clause_holds_when_all_it_names_does() -> None:
    clause = Clause(families=(FamilyId("taobao-item"),), except_contents=(Content.CAMPAIGN,))
    assert holds(clause, "taobao-item", "taobao")
    assert not holds(clause, "jd-item", "jd")
    assert not holds(clause, "taobao-item", "taobao", Content.CAMPAIGN)


def test_a_clause_may_leave_owners_out_and_look_at_how_a_link_is_written() -> None:
    clause = Clause(mechanisms=(Mechanism.HTTPS,), except_targets=(PlatformId("jd"),))
    assert holds(clause, "web-page", "web")
    assert not holds(clause, "jd-item", "jd")
    assert not holds(clause, "taobao-token", "taobao")


def test_classes_are_read_by_id() -> None:
    found, problems = read(CLASSES)
    assert (set(found), problems) == ({"TB", "WEB"}, [])


def test_mistakes_are_told_together_with_their_lines() -> None:
    text = """[[class]]
id = "A"
title = "a"
any = [{ families = ["nothing"] }, { targets = ["nobody"], except_targets = ["none"] }]
"""
    _, problems = read(text)
    assert all(Words("en").say(problem.message) for problem in problems)
    assert [(p.place.line, p.message.code, p.message.args["id"]) for p in problems] == [
        (4, "policy.unknown-family", "nothing"),
        (4, "policy.unknown-platform", "nobody"),
        (4, "policy.unknown-platform", "none"),
    ]


def test_what_does_not_fit_is_told_with_its_line() -> None:
    found, problems = read('[[class]]\nid = "A"\ntitle = "a"\nevery = []\n')
    assert found == {}
    assert {p.message.code for p in problems} == {"toml.unknown-key", "toml.missing-key"}
    assert {p.place.line for p in problems} <= {1, 4}


def test_a_campaign_is_nobodys_goods() -> None:
    shipped = load().classes
    for name, kind in shipped.items():
        for clause in kind.any:
            if clause.holds(FamilyId("taobao-item"), PlatformId("taobao"), Content.CAMPAIGN, Mechanism.HTTPS):
                assert name in {"CAMP", "WEB"}, name
