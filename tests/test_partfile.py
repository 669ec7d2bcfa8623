from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.partfile import beside, told


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_stands_there_until_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with beside(target) as part:
        part.stream.write(b"half")
        assert not target.exists()
        part.fill(b" and half")
        part.put(keep_rights=True)
    assert target.read_bytes() == b"half and half"
    assert names(tmp_path) == ["a.txt"]


def test_what_is_not_put_in_its_place_goes(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with beside(target) as part:
        part.fill(b"new")
    with pytest.raises(ZeroDivisionError), beside(target) as part:
        part.stream.write(b"%d" % (1 // 0))
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(("keep", "others"), [(True, 0o000), (False, 0o044)])
def test_rights_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path, keep: bool, others: int) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    usual = target.stat().st_mode & 0o044
    target.chmod(0o600)
    with beside(target) as part:
        part.fill(b"new")
        part.put(keep_rights=keep)
    assert target.stat().st_mode & 0o044 == usual & others


def test_two_parts_of_one_file_do_not_meet(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with beside(target) as one, beside(target) as other:
        one.fill(b"one")
        other.fill(b"other")
        other.put(keep_rights=True)
        one.put(keep_rights=True)
    assert target.read_bytes() == b"one"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["n" * 255, "文" * 85, "🔗" * 63])
def test_a_name_may_be_as_long_as_the_disk_takes(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    with beside(target) as part:
        part.fill(b"x")
        part.put(keep_rights=False)
    assert target.read_bytes() == b"x"


def test_what_the_disk_refuses_is_told(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "a.txt"
    with pytest.raises(EnvironmentFault) as caught, told(target, "project.unwritable"), beside(target):
        pass
    assert caught.value.message.code == "project.unwritable"
    assert caught.value.message.args == {"path": str(target), "reason": "No such file or directory"}
