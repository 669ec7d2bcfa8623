"""The environments of the SDKs: pinned by hash, naming no address, made once and whole or not at all."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.journeys.sdks import environments
from tests.journeys.sdks.environments import NoEnvironmentError, make


@pytest.mark.parametrize("name", environments.names())
def test_packages_are_pinned_by_hash_and_name_no_address(name: str) -> None:
    text = (environments.PINNED / name / "requirements.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin for pin in pins if not re.match(r"[a-z0-9][\w.-]*==\S+ .*\\\n +--hash=sha256:", pin)] == []
    assert "://" not in text
    wished = (environments.PINNED / name / "requirements.in").read_text(encoding="utf-8").split()
    assert [each for each in wished if not re.search(rf"(?m)^{re.escape(each)}(==| )", text)] == []


def test_npm_packages_are_pinned_by_hash_and_name_no_address() -> None:
    folder = environments.PINNED / "npm"
    wished = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert locked.pop("")["dependencies"] == wished
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wished} == wished
    assert [name for name, told in locked.items() if not told.get("integrity", "").startswith("sha")] == []
    assert [name for name, told in locked.items() if "resolved" in told] == []


def test_an_environment_is_made_once_and_is_not_this_one(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    pins = tmp_path / "shop" / "requirements.txt"
    pins.parent.mkdir()
    pins.write_text("# nothing\n", encoding="utf-8")
    assert environments.names(tmp_path) == ["shop"]
    made = make("shop", tmp_path, kept)
    seen = subprocess.run(
        [str(environments.python(made)), "-c", "import sys; print(sys.prefix); import msgspec"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.stdout.strip() == str(made)
    assert "No module named 'msgspec'" in seen.stderr
    (made / "mark").touch()
    assert make("shop", tmp_path, kept) == made
    assert (made / "mark").exists()
    pins.write_text("# nothing more\n", encoding="utf-8")
    again = make("shop", tmp_path, kept)
    assert again != made
    assert list(kept.iterdir()) == [again]


def test_what_is_not_pinned_by_hash_is_not_installed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "requirements.txt").write_text("msgspec\n", encoding="utf-8")
    with pytest.raises(NoEnvironmentError, match=r"(?i)hash"):
        make("shop", tmp_path, kept)
    assert list(kept.iterdir()) == []
