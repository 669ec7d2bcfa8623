import io
import lzma
import shutil
import subprocess
import tarfile
from pathlib import Path

import debfile
import pytest

SECONDS = 1_700_000_000


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    for name, text in (
        ("DEBIAN/control", "Package: a\nVersion: 1\nArchitecture: all\n"),
        ("usr/lib/a/b", "x"),
    ):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(text)
    (root / "usr/lib/a/b").chmod(0o755)
    (root / "usr/bin").mkdir()
    (root / "usr/bin/a").symlink_to("../lib/a/b")
    return root


def members(package: Path) -> dict[str, bytes]:
    stream = io.BytesIO(package.read_bytes())
    assert stream.read(8) == b"!<arch>\n"
    found = {}
    while head := stream.read(60):
        assert head.endswith(b"`\n")
        size = int(head[48:58])
        found[head[:16].decode().strip()] = stream.read(size)
        stream.read(size % 2)
    return found


@pytest.mark.parametrize("x86", [True, False])
def test_the_tree_is_in_the_package_and_belongs_to_root(tree: Path, tmp_path: Path, x86: bool) -> None:
    package = tmp_path / "a.deb"
    debfile.write(package, tree, SECONDS, x86=x86)
    found = members(package)
    assert list(found) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(found["data.tar.xz"]))) as data:
        entries = {entry.name: entry for entry in data}
        assert set(entries) == {
            ".",
            "./usr",
            "./usr/bin",
            "./usr/bin/a",
            "./usr/lib",
            "./usr/lib/a",
            "./usr/lib/a/b",
        }
        assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "root", SECONDS)}
        assert entries["./usr/lib/a/b"].mode == 0o755
        assert entries["./usr/bin/a"].linkname == "../lib/a/b"


def test_the_same_tree_makes_the_same_octets(tree: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(tree, tmp_path / "copy", symlinks=True)
    for number, root in enumerate((tree, copy)):
        debfile.write(tmp_path / f"{number}.deb", root, SECONDS, x86=True)
    assert (tmp_path / "0.deb").read_bytes() == (tmp_path / "1.deb").read_bytes()


def test_the_package_manager_reads_it(tree: Path, tmp_path: Path) -> None:
    if not shutil.which("dpkg-deb"):
        pytest.skip("needs dpkg-deb")
    package = tmp_path / "a.deb"
    debfile.write(package, tree, SECONDS, x86=True)
    told = subprocess.run(
        ["dpkg-deb", "-f", package, "Version"], capture_output=True, text=True, check=True
    ).stdout
    assert told == "1\n"
    subprocess.run(["dpkg-deb", "-x", package, tmp_path / "out"], check=True)
    assert (tmp_path / "out/usr/bin/a").read_text() == "x"
