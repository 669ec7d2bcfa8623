from pathlib import Path

from linktester.model.errors import Problem
from linktester.policy.files import MAX_BYTES, MAX_FILES, Text, team_texts


def read(path: Path) -> tuple[list[Text], list[str]]:
    problems: list[Problem] = []
    return list(team_texts(path, problems)), [problem.message.code for problem in problems]


def test_all_toml_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    (folder / "more").mkdir(parents=True)
    (folder / "b.toml").write_text("b = 1", encoding="utf-8")
    (folder / "more" / "c.toml").write_bytes(b"\xef\xbb\xbfc = 1")
    (folder / "notes.txt").write_text("no", encoding="utf-8")
    texts, problems = read(folder)
    assert [(Path(text.name).name, text.text, text.pack) for text in texts] == [
        ("b.toml", "b = 1", "ours"),
        ("c.toml", "c = 1", "ours"),
    ]
    assert problems == []


def test_one_file_may_stand_for_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("", encoding="utf-8")
    assert [text.pack for text in read(file)[0]] == ["mine"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "nothing") == ([], ["policy.no-pack"])
    assert read(tmp_path) == ([], ["policy.no-pack"])


def test_what_cannot_be_read_is_told_beside_what_can(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "big.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "good.toml").write_text("", encoding="utf-8")
    texts, problems = read(tmp_path)
    assert len(texts) == 1
    assert problems == ["policy.not-utf8", "policy.file-too-big"]


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        (tmp_path / f"{number}.toml").touch()
    assert read(tmp_path) == ([], ["policy.too-many-files"])


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    assert read(tmp_path)[1] == ["policy.no-file"]
