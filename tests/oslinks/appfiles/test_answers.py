from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles import Origin, System, Wishes, answers, read_file, systems_of
from tests.fakes import appfiles

IOS = read_file("apple-app-site-association", appfiles.aasa({"/": "/buy/*"}))
ANDROID = read_file("AndroidManifest.xml", appfiles.manifest(appfiles.filtered('<data scheme="shop"/>')))
HARMONY = read_file("module.json5", appfiles.module())


def test_those_systems_answer_that_the_files_are_of() -> None:
    assert systems_of([HARMONY, IOS]) == (System.IOS, System.HARMONY)
    assert systems_of([]) == tuple(System)
    told = answers("shop://a", [ANDROID], Wishes())
    assert [each.system for each in told] == [System.ANDROID]
    asked = answers("shop://a", [ANDROID], Wishes(), (System.IOS,))
    assert [each.system for each in asked] == [System.IOS]


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=40) | st.from_regex(r"(https?|shop|intent)://[a-z.%\\#;=/?]{0,30}", fullmatch=True),
    st.sampled_from(list(Origin)),
    st.booleans() | st.none(),
)
def test_any_link_gets_an_answer_of_every_system(url: str, origin: Origin, verified: bool | None) -> None:
    wishes = Wishes(origin=origin, verified=verified)
    told = answers(url, [IOS, ANDROID, HARMONY], wishes)
    assert [each.system for each in told] == list(System)
    assert all(each.steps for each in told)
