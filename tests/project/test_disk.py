import resource
from contextlib import contextmanager

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.project import disk


@contextmanager
def a_disk_that_takes(octets):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder):
    return [path.name for path in folder.iterdir()]


def seen(path):
    return disk.digest_of(path.read_bytes())


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert disk.replace(path, b"new", seen(path))
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["s.toml"]


def test_a_file_that_somebody_else_wrote_is_left_to_them(tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(b"theirs")
    assert not disk.replace(path, b"mine", disk.digest_of(b"old"))
    assert not disk.replace(path, b"mine", None)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["s.toml"]


def test_a_file_that_is_gone_comes_back_only_when_that_was_known(tmp_path):
    path = tmp_path / "s.toml"
    assert not disk.replace(path, b"mine", disk.digest_of(b"old"))
    assert disk.replace(path, b"mine", None)
    assert path.read_bytes() == b"mine"


def test_a_link_to_a_file_elsewhere_stays_one(tmp_path):
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert disk.replace(link, b"new", seen(real))
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(b"old")
    with a_disk_that_takes(100), pytest.raises(EnvironmentFault) as caught:
        disk.replace(path, b"x" * 1000, seen(path))
    assert caught.value.message.code == "project.unwritable"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["s.toml"]


def test_a_new_file_is_never_written_over_another(tmp_path):
    path = tmp_path / "below" / "s.toml"
    assert disk.create(path, b"first")
    assert not disk.create(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(path.parent) == ["s.toml"]


def test_a_place_that_takes_no_file_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault):
        disk.create(tmp_path / "file" / "s.toml", b"x")


def test_a_name_that_is_taken_is_not_moved_to(tmp_path):
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"a")
    other.write_bytes(b"b")
    assert not disk.move(one, other)
    assert disk.move(one, tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == b"a"


def test_what_cannot_be_read_is_told_and_what_is_gone_is_none(tmp_path):
    assert disk.octets_of(tmp_path / "none") is None
    assert disk.stamp_of(tmp_path / "none") is None
    with pytest.raises(EnvironmentFault) as caught:
        disk.octets_of(tmp_path)
    assert caught.value.message.code == "project.unreadable"
