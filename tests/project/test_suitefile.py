from dataclasses import replace

from linktester.model.errors import Place
from linktester.project.suitefile import open_file, placeless_case, read, same, same_case

TEXT = """name = "s"
[[case]]
id = "a"
link = "https://u.example/"
at = [{host = "wechat", surface = "chat"}]
"""


def test_a_file_is_read_with_its_marks(tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    file = open_file(path)
    assert file.problems == ()
    assert file.suite.cases[0].id == "a"
    assert file.text.startswith("\ufeff")
    assert "\r\n" in file.text
    assert file.name == "s"


def test_a_broken_file_says_where(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("x = [\n[[case]]\n")
    file = open_file(path)
    assert file.suite is None
    assert file.problems[0].place.file == str(path)
    assert file.problems[0].place.line
    assert file.name == "s"


def test_octets_that_are_no_text_say_their_line(tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(b"# one\n\xff\n")
    file = open_file(path)
    assert [(p.message.code, p.place.line) for p in file.problems] == [("suite.not-utf8", 2)]
    assert file.text == ""


def test_a_suite_that_was_just_begun_is_no_mistake(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("")
    assert open_file(path).suite.cases == ()


def test_what_is_there_and_cannot_be_read_is_a_problem_of_its_own(tmp_path):
    file = open_file(tmp_path)
    assert [problem.message.code for problem in file.problems] == ["project.unreadable"]
    assert open_file(tmp_path / "none.toml") is None


def test_suites_are_the_same_wherever_they_stand():
    one = read(TEXT, "s.toml")
    other = read("\n# moved\n" + TEXT, "t.toml")
    assert one != other
    assert same(one, other)
    assert same_case(one.cases[0], other.cases[0])
    assert placeless_case(one.cases[0]).place == Place()
    assert not same(one, replace(one, title="t"))
    assert not same_case(one.cases[0], replace(one.cases[0], title="t"))
