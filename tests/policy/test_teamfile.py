import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import EnvironmentFault
from linktester.policy import teamfile
from linktester.tomltext import parse

TABLES = '[[rule]]\nid = "new"\n'
TEXT = """# ours
platform = "wechat"

[[observation]]
id = "a"   # beside
# inside
title = '''
two
lines'''

# between
[[rule]]
id = "b"
sources = [
  "a",
]  # after

[[rule]]
id = "c"
"""


def test_what_was_there_stays_and_lines_end_as_they_did() -> None:
    assert teamfile.appended("", TABLES) == "\n" + TABLES
    assert teamfile.appended("a = 1\n", TABLES) == "a = 1\n\n" + TABLES
    assert teamfile.appended("a = 1 # x", TABLES) == "a = 1 # x\n\n" + TABLES
    assert teamfile.appended("a = 1\r\n", TABLES) == "a = 1\r\n\r\n" + TABLES.replace("\n", "\r\n")


def test_a_table_goes_with_its_own_comments_only() -> None:
    left = teamfile.without(TEXT, parse(TEXT, "f"), ["observation[0]", "rule[0]"])
    assert left == '# ours\nplatform = "wechat"\n\n# between\n\n[[rule]]\nid = "c"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_taking_out_what_was_added_last_gives_the_text_back(end: str, mark: str) -> None:
    text = mark + TEXT.replace("\n", end)
    after = teamfile.appended(text, TABLES)
    assert teamfile.without(after, parse(after.removeprefix("\ufeff"), "f"), ["rule[2]"]) == text


def test_a_table_without_header_is_left_alone() -> None:
    text = 'rule = [{ id = "a" }]\n'
    assert teamfile.without(text, parse(text, "f"), ["rule[0]"]) is None


comments = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=100, deadline=None)
@given(before=comments, below=comments)
def test_whatever_comments_say_taking_back_is_exact(before: str, below: str) -> None:
    text = f"# {before}\n[[rule]]\nid = 1\n# {below}\n"
    after = teamfile.appended(text, TABLES)
    assert after.startswith(text)
    assert teamfile.without(after, parse(after, "f"), ["rule[1]"]) == text


def test_a_file_is_replaced_whole_with_its_rights_and_through_links(tmp_path: Path) -> None:
    real, link = tmp_path / "shared" / "wechat.toml", tmp_path / "wechat.toml"
    real.parent.mkdir()
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    teamfile.replace(link, "new\r\n\ufeff字")
    assert link.is_symlink()
    assert teamfile.exact(real) == "new\r\n\ufeff字"
    assert real.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["wechat.toml"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    wrong = tmp_path / "file" / "deeper"
    for attempt in (lambda: teamfile.replace(wrong / "a.toml", ""), teamfile.held(wrong).__enter__):
        with pytest.raises(EnvironmentFault) as caught:
            attempt()
        assert caught.value.message.code == "observe.unwritable"


def test_a_folder_goes_with_its_last_file_only(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in ("a.toml", "b.toml"):
        (folder / name).write_text("", encoding="utf-8")
    teamfile.remove(folder / "a.toml", folder)
    assert folder.is_dir()
    teamfile.remove(folder / "b.toml", folder)
    assert not folder.exists()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    folder, counter = tmp_path / "packs", tmp_path / "counter"
    counter.write_text("0", encoding="utf-8")

    def count(_: int) -> None:
        with teamfile.held(folder):
            counter.write_text(str(int(counter.read_text(encoding="utf-8")) + 1), encoding="utf-8")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(80)))
    assert counter.read_text(encoding="utf-8") == "80"
    assert not folder.exists()


HOLDER = """
import sys
from pathlib import Path
from linktester.policy import teamfile
with teamfile.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_waits_too_long_is_told_and_a_killed_writer_keeps_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "packs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(EnvironmentFault) as caught, teamfile.held(tmp_path / "packs", patience=0):
            pass
        child.kill()
    assert caught.value.message.code == "observe.busy"
    with teamfile.held(tmp_path / "packs"):
        pass
