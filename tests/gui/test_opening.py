"""What links and file names ask for; the hostile ones are told in words and touch nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.opening import MOST_ID, Kind, Opening, absolute, checked, is_for_window, read
from linktester.model.errors import InputErrors


def code(text: str) -> str:
    with pytest.raises(InputErrors) as caught:
        read(text)
    return caught.value.problems[0].message.code


def test_a_case_a_suite_and_an_order_are_understood() -> None:
    assert read("linktester://case/one") == Opening(kind=Kind.CASE, case="one")
    assert read("LinkTester://CASE/%E5%92%96/") == Opening(kind=Kind.CASE, case="咖")
    assert read("linktester://case/a?suite=/p/b.toml") == Opening(
        kind=Kind.CASE, case="a", path=Path("/p/b.toml")
    )
    assert read("linktester://suite?path=/p/a%20b.toml") == Opening(kind=Kind.SUITE, path=Path("/p/a b.toml"))
    order = "linktester://order/wechatpay/native?fen=1&subject=%E5%92%96"
    assert read(order) == Opening(kind=Kind.ORDER, link=order)


def test_files_are_understood_by_name_and_by_address() -> None:
    suite = Opening(kind=Kind.SUITE, path=Path("/p/用例.toml"))
    assert read("/p/用例.toml") == suite
    assert read("file:///p/%E7%94%A8%E4%BE%8B.toml") == suite
    assert read("file://localhost/p/%E7%94%A8%E4%BE%8B.toml") == suite
    assert read("file:/p/用例.toml") == suite


@pytest.mark.parametrize(
    "link",
    [
        "linktester:",
        "linktester://",
        "linktester://run/all",
        "linktester://case",
        "linktester://case/",
        "linktester://case/%FF",
        f"linktester://case/{'x' * (MOST_ID + 1)}",
        "linktester://case/%20",
        "linktester://suite",
        "linktester://suite/run?path=/a.toml",
        "linktester://suite?path=/a.toml&path=/b.toml",
        "linktester://suite?path=%FF.toml",
        "linktester://suite?" + "&".join(f"a{number}=1" for number in range(20)),
        "linktester://user@case/x",
        "linktester://case:80/x",
        "linktester:case/x",
        "linktester://import?path=/a.toml",
    ],
)
def test_links_that_ask_for_something_else_are_not_known(link: str) -> None:
    assert code(link) == "opening.unknown-link"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("linktester://suite?path=%5C%5Chost%5Cshare%5Ca.toml", "opening.elsewhere"),
        ("linktester://suite?path=//host/share/a.toml", "opening.elsewhere"),
        ("linktester://case/x?suite=%5C/host/a.toml", "opening.elsewhere"),
        (r"\\host\share\a.toml", "opening.elsewhere"),
        (r"\\?\C:\a.toml", "opening.elsewhere"),
        ("file://host/share/a.toml", "opening.elsewhere"),
        ("file:////host/share/a.toml", "opening.elsewhere"),
        ("file:a.toml", "opening.elsewhere"),
        ("linktester://suite?path=a.toml", "opening.not-absolute"),
        ("linktester://suite?path=http://x/a.toml", "opening.not-absolute"),
        ("linktester://suite?path=/a/../etc/a.toml", "opening.not-straight"),
        ("/a/../b.toml", "opening.not-straight"),
        ("/a/b.exe", "opening.no-suite"),
        ("/a/b.toml.exe", "opening.no-suite"),
        ("/a/b", "opening.no-suite"),
        ("/", "opening.no-suite"),
        ("/a/b.csv", "opening.no-suite"),
        ("/a/b.LTRUN", "opening.run-file"),
        ("linktester://case/a%00b", "opening.hidden"),
        ("linktester://case/a%0Ab", "opening.hidden"),
        ("linktester://case/a\tb", "opening.hidden"),
        ("/a/b\u202elmot.toml", "opening.hidden"),
        ("/a/b\u200b.toml", "opening.hidden"),
        ("/a/\ud800.toml", "opening.hidden"),
        ("linktester://case/" + "x" * 1_000_000, "opening.too-long"),
        ("/" + "x" * 1_000_000, "opening.too-long"),
    ],
)
def test_what_is_not_opened_is_told(text: str, told: str) -> None:
    assert code(text) == told


def test_names_that_are_no_text_are_names_all_the_same() -> None:
    assert read("/a/\udcff.toml").path == Path("/a/\udcff.toml")


@given(
    st.text(st.characters(), max_size=60), st.sampled_from(["", "linktester://", "linktester://case/", "/"])
)
@settings(deadline=None, max_examples=200)
def test_no_text_makes_it_stumble(text: str, before: str) -> None:
    try:
        found = read(before + text)
    except InputErrors as errors:
        assert errors.problems[0].message.code.startswith("opening.")
    else:
        assert found.kind in Kind


def test_only_a_plain_file_is_opened(tmp_path: Path) -> None:
    there = tmp_path / "a.toml"
    there.touch()
    assert checked(there) == there
    (tmp_path / "folder.toml").mkdir()
    for path, told in (
        (tmp_path / "none.toml", "opening.no-file"),
        (tmp_path / "folder.toml", "opening.not-plain"),
        (Path("/dev/null"), "opening.not-plain"),
        (tmp_path / ("x" * 5_000), "opening.no-file"),
    ):
        with pytest.raises(InputErrors) as caught:
            checked(path)
        assert caught.value.problems[0].message.code == told


@pytest.mark.parametrize(
    "words",
    [["linktester://x"], ["LINKTESTER:x"], ["./a"], ["a.toml"], ["/a"], ["file:///a"], ["a/b", "c.d"]],
)
def test_links_and_files_are_for_the_window(words: list[str]) -> None:
    assert is_for_window(words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["run"],
        ["--help"],
        ["run", "a.toml"],
        ["a.toml", "--json"],
        ["https://a.example/b"],
        ["--lang=a/b"],
    ],
)
def test_verbs_and_options_are_for_the_terminal(words: list[str]) -> None:
    assert not is_for_window(words)


def test_file_names_become_absolute_and_links_stay(tmp_path: Path) -> None:
    assert absolute("a/../b.toml", tmp_path) == str(tmp_path / "b.toml")
    assert absolute("/x/y.toml", tmp_path) == "/x/y.toml"
    assert absolute("linktester://case/../x", tmp_path) == "linktester://case/../x"
    assert absolute("file:///a/../b", tmp_path) == "file:///a/../b"
    assert absolute("a\0b", tmp_path) == "a\0b"
