from linktester.model.case import Probe
from linktester.model.link import Intent
from linktester.model.phone import OS, Phone
from linktester.policy.classes import LinkClass
from linktester.policy.dates import moment
from linktester.policy.picture import READER, Kind, fitting, places, stand_at, subjects, suite_name
from linktester.suite import bundled
from linktester.suite.applicable import why_not
from linktester.wording import LANGUAGES, Words
from tests.fakes.forecasts import SHIPPED, at, index_of, the_subjects
from tests.fakes.packs import packs, rule


def classes_of(name: str) -> LinkClass | None:
    return SHIPPED.classes.get(name)


def test_every_subject_has_its_link_in_the_bundled_suite() -> None:
    texts = {case.link.text for case in bundled(suite_name()).cases}
    shown = the_subjects()
    assert len({subject.id for subject in shown}) == len(shown) == 21
    assert all(subject.link.text in texts for subject in shown)


def test_a_subject_named_after_a_class_is_in_it() -> None:
    checked = 0
    for subject in the_subjects():
        named = classes_of(subject.id)
        if named is None or subject.kind is not Kind.LINK:
            continue
        link = subject.link
        mechanism = SHIPPED.vocabulary.families[link.family]
        assert any(clause.holds(link.family, link.target, link.content, mechanism) for clause in named.any), (
            subject.id
        )
        checked += 1
    assert checked == 14


def test_a_subject_without_its_case_is_left_out() -> None:
    cases = bundled(suite_name()).cases[:1]
    assert [subject.id for subject in subjects(cases)] == ["TB"]


def test_subjects_have_names_and_titles_in_both_languages() -> None:
    for language in LANGUAGES:
        words = Words(language)
        labels = [words.say(subject.label) for subject in the_subjects()]
        assert len(set(labels)) == len(labels)
        assert all(words.has(subject.title.code) for subject in the_subjects())


def test_places_are_all_that_rules_speak_of_the_best_known_first() -> None:
    found = places(SHIPPED)
    assert len(set(found)) == len(found)
    assert found[0] == at("wechat", "chat")
    spoken = {
        (rule.platform, surface)
        for rule in SHIPPED.rules.values()
        if rule.gate == "host" and rule.platform != READER
        for surface in rule.match.surfaces
    }
    assert READER not in {stand.host for stand in found}
    assert spoken <= {(stand.host, stand.surface) for stand in found}
    assert at("zhihu", "feed") in found
    assert at("qq", "feed") in found


def test_a_host_with_rules_for_every_surface_stands_once() -> None:
    assert places(packs(rule("a", "open", "2021-01-01", surfaces=[]))) == (at("wechat", "feed"),)


def test_what_only_receives_is_no_place() -> None:
    target = rule("a", "open", "2021-01-01", gate="target", surfaces=[])
    assert places(packs(target)) == ()


def test_codes_are_scanned_and_links_are_tapped() -> None:
    assert stand_at(at("wechat", "chat").host, at("wechat", "scan").surface).entry == "scan-live"
    assert at("wechat", "chat").entry == "tap"


def test_methods_stand_at_checkouts_and_codes_before_scanners() -> None:
    fits = fitting(the_subjects(), OS.ANDROID)
    till, scanner, chat = at("taobao", "checkout"), at("wechat", "scan"), at("wechat", "chat")
    assert [fits(index_of("WXPAY"), stand) for stand in (till, scanner, chat)] == [True, False, False]
    assert [fits(index_of("WXCODE"), stand) for stand in (till, scanner, chat)] == [False, True, False]
    assert [fits(index_of("TB"), stand) for stand in (till, scanner, chat)] == [False, True, True]
    assert not fits(index_of("TBtok"), scanner)


def test_universal_links_are_shown_on_ios_only() -> None:
    view = at("wechat", "webview")
    shown = [os for os in OS if fitting(the_subjects(), os)(index_of("UL"), view)]
    assert shown == [OS.IOS]


def test_no_cell_is_shown_that_no_phone_can_show() -> None:
    impossible = []
    for os in OS:
        fits = fitting(the_subjects(), os)
        for stand in places(SHIPPED):
            for index, subject in enumerate(the_subjects()):
                probe = Probe(
                    case_id=subject.id,
                    link=subject.link,
                    host=stand.host,
                    surface=stand.surface,
                    entry=stand.entry,
                    phone=Phone(os=os),
                    client=None,
                    as_of=moment("2024-10-01"),
                )
                if fits(index, stand) and why_not(probe) is not None:
                    impossible.append((subject.id, stand, os))
    assert impossible == []


def test_methods_are_payments() -> None:
    methods = [subject for subject in the_subjects() if subject.kind is Kind.METHOD]
    assert {subject.link.intent for subject in methods} == {Intent.PAYMENT}
