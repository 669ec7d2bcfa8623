"""What is committed speaks of the project alone."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(
    r"(?<![\w%./])/(?:work|root|home)/[a-z]|extra-index-url|--index-url|pypi\.org|TODO|FIXME"
)
DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}


def committed() -> list[Path]:
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout to know what is committed")
    names = listing.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_a_registry_or_unfinished_work() -> None:
    spots = []
    for path in committed():
        if path == Path(__file__) or path.suffix in {".png", ".lock"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        spots += [f"{path.relative_to(ROOT)}: {found[0]}" for found in FORBIDDEN.finditer(text)]
    assert spots == []


def test_no_module_is_a_dumping_ground() -> None:
    assert [path.name for path in (ROOT / "linktester").rglob("*.py") if path.stem in DUMPING_GROUNDS] == []


def test_lock_files_pin_with_hashes_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
