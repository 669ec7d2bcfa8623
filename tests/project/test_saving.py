from dataclasses import replace

import pytest

from linktester.model.errors import InputErrors
from linktester.project.edit import renamed, with_case
from linktester.project.saving import Changed, Saved, keep_mine, save, save_copy, write_new
from linktester.project.suitefile import open_file

TEXT = """# mine
name = "s"
[matrix]
at = {host = "wechat", surface = "chat"}
[[case]]
id = "a" # first
link = "https://u.example/"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(TEXT)
    return open_file(path)


def test_saving_goes_on_from_what_was_saved(file):
    first = save(file, renamed(file.suite, "t"))
    second = save(first.file, renamed(first.file.suite, "u"))
    assert isinstance(second, Saved)
    assert not second.rewritten
    assert file.path.read_text() == TEXT.replace('"s"', '"u"')
    assert second.file == replace(open_file(file.path), stamp=second.file.stamp)


def test_marks_and_line_ends_stay(tmp_path):
    path = tmp_path / "s.toml"
    octets = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(octets)
    file = open_file(path)
    save(file, with_case(file.suite, 0, replace(file.suite.cases[0], title="t")))
    assert path.read_bytes() == octets.replace(b"# first\r\n", b'# first\r\ntitle = "t"\r\n')


def test_what_somebody_else_wrote_is_shown_and_not_overwritten(file):
    file.path.write_text(TEXT + "# theirs\n")
    changed = save(file, renamed(file.suite, "t"))
    assert isinstance(changed, Changed)
    assert changed.theirs.text == TEXT + "# theirs\n"
    assert file.path.read_text() == TEXT + "# theirs\n"


def test_mine_is_kept_only_over_what_was_shown(file):
    mine = renamed(file.suite, "t")
    file.path.write_text("theirs = 1")
    changed = save(file, mine)
    assert changed.theirs.suite is None
    file.path.write_text("theirs = 2")
    changed = keep_mine(changed, mine)
    assert isinstance(changed, Changed)
    assert isinstance(keep_mine(changed, mine), Saved)
    assert file.path.read_text() == TEXT.replace('"s"', '"t"')


def test_a_file_that_was_taken_away_can_be_written_again(file):
    file.path.unlink()
    changed = save(file, file.suite)
    assert changed.theirs is None
    assert isinstance(keep_mine(changed, file.suite), Saved)
    assert file.path.read_text() == TEXT


def test_a_copy_takes_the_first_free_name(file):
    names = [save_copy(file, renamed(file.suite, "t")).file.path.name for _ in range(2)]
    assert names == ["s-2.toml", "s-3.toml"]
    assert file.path.read_text() == TEXT


def test_a_broken_file_is_not_written_over(tmp_path, file):
    broken = tmp_path / "broken.toml"
    broken.write_text("x =")
    with pytest.raises(InputErrors):
        save(open_file(broken), file.suite)
    assert broken.read_text() == "x ="


def test_text_that_no_file_can_hold_leaves_the_old_file(file):
    with pytest.raises(InputErrors) as caught:
        save(file, renamed(file.suite, "\ud800"))
    assert [problem.message.code for problem in caught.value.problems] == ["suite.not-writable"]
    assert file.path.read_text() == TEXT


def test_a_new_file_never_takes_a_name_that_is_in_use(file, tmp_path):
    assert write_new(file.path, file.suite) is None
    written = write_new(tmp_path / "new.toml", file.suite)
    assert [case.id for case in written.suite.cases] == ["a"]
