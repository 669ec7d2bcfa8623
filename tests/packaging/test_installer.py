"""The self-extractor's own scripts, with a program that only tells its version."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project import HERE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own installer")

SHARED = ("applications/linktester.desktop", "mime/packages/linktester.xml", "man/zh_CN/man1/linktester.1.gz")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """Return what the self-extractor unpacks."""
    folder = tmp_path / "unpacked"
    program = folder / "linktester" / "linktester"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho linktester 1\n")
    program.chmod(0o755)
    for name in SHARED:
        (folder / "share" / name).parent.mkdir(parents=True)
        (folder / "share" / name).write_text("[Desktop Entry]\nExec=linktester %u\n")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(HERE / "linux" / script, folder)
    return folder


def call(script: Path, home: Path, *words: str, language: str = "C") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": language}
    return subprocess.run(
        ["sh", script, *words], env=environment, capture_output=True, text=True, check=False
    )


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_it_installs_upgrades_and_goes_without_a_trace(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "a home"
    kept = home / ".local/share/linktester/archive.db"
    kept.parent.mkdir(parents=True)
    kept.write_text("history")
    assert call(unpacked / "install.sh", home).returncode == 0
    (home / ".local/lib/linktester/stale").write_text("of the old version")
    assert call(unpacked / "install.sh", home).returncode == 0
    assert not (home / ".local/lib/linktester/stale").exists()
    started = subprocess.run([home / ".local/bin/linktester"], capture_output=True, text=True, check=True)
    assert started.stdout == "linktester 1\n"
    desktop = (home / ".local/share/applications/linktester.desktop").read_text()
    assert f'Exec="{home}/.local/bin/linktester" %u' in desktop
    assert call(unpacked / "install.sh", home, "--uninstall").returncode == 0
    assert {name for name in files(home) if "mime/" not in name and "mimeinfo" not in name} == {
        ".local/share/linktester/archive.db"
    }


def test_purging_takes_history_and_settings_away(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".local/share/linktester").mkdir(parents=True)
    (home / ".local/share/others").write_text("not ours")
    call(unpacked / "install.sh", home)
    assert call(home / ".local/lib/linktester/uninstall.sh", home, "--purge").returncode == 0
    assert not (home / ".local/share/linktester").exists()
    assert (home / ".local/share/others").exists()


def test_a_program_that_does_not_start_replaces_nothing(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    call(unpacked / "install.sh", home)
    (unpacked / "linktester/linktester").write_text("#!/bin/sh\nexit 1\n")
    done = call(unpacked / "install.sh", home)
    assert done.returncode == 1
    assert "glibc" in done.stderr
    assert "echo" in (home / ".local/lib/linktester/linktester").read_text()
    assert not (home / ".local/lib/linktester.new").exists()


def test_a_folder_that_cannot_be_made_is_told(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = call(unpacked / "install.sh", tmp_path, "--prefix", str(tmp_path / "file"))
    assert done.returncode == 1
    assert "--prefix" in done.stderr


def test_it_speaks_chinese(unpacked: Path, tmp_path: Path) -> None:
    assert "已安装" in call(unpacked / "install.sh", tmp_path, language="zh_CN.UTF-8").stdout


def test_a_folder_of_somebody_elses_is_never_removed(tmp_path: Path) -> None:
    folder = tmp_path / "linktester"
    folder.mkdir()
    (folder / "precious").touch()
    shutil.copy(HERE / "linux" / "uninstall.sh", folder)
    assert call(folder / "uninstall.sh", tmp_path).returncode == 1
    assert (folder / "precious").exists()


def test_an_unknown_word_is_answered_with_the_help(unpacked: Path, tmp_path: Path) -> None:
    done = call(unpacked / "install.sh", tmp_path, "--everything")
    assert (done.returncode, "--uninstall" in done.stdout) == (2, True)
    assert not (tmp_path / ".local").exists()
