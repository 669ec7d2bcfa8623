"""The set-up script: what it says when it cannot go on, and that it needs the standard library only."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DEV = Path(__file__).parents[2] / "dev.py"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(DEV.read_text(encoding="utf-8"))
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["paint"], 2)])
def test_without_a_known_verb_it_explains_itself(arguments: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, str(DEV), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "python3 dev.py run" in done.stdout


def test_missing_rights_end_with_the_exact_command(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        dev.stop_for_rights(["python3-venv"])
    assert ended.value.code == 3
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in capsys.readouterr().err


def test_without_apt_the_libraries_are_named(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit):
        dev.stop_for_rights(["libzbar0"])
    assert "Please install: libzbar0" in capsys.readouterr().err


def test_every_verb_is_explained(dev: ModuleType) -> None:
    verbs = ("run", "test", "check", "bench", "pictures", "lock")
    assert [verb for verb in verbs if f"python3 dev.py {verb}" not in dev.__doc__] == []


def test_a_tool_is_known_by_a_file_a_program_or_a_library(dev: ModuleType) -> None:
    assert dev.present(str(DEV))
    assert dev.present(sys.executable)
    assert not dev.present("no-such-tool-anywhere")


def test_every_benchmark_is_there(dev: ModuleType) -> None:
    folder = DEV.parent / "tests" / "benchmarks"
    assert [name for name in dev.BENCHMARKS if not (folder / f"{name}.py").is_file()] == []


@on_linux
def test_without_a_screen_nobody_is_asked_for_one(
    dev: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.window_can_open()
    assert capfd.readouterr() == ("", "")


@on_linux
def test_a_dead_screen_is_told_in_one_sentence_and_means_the_terminal(
    dev: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not dev.PYTHON.exists():
        pytest.skip("needs the environment that dev.py makes")
    monkeypatch.setenv("PATH", str(tmp_path))  # so that nothing can be installed
    monkeypatch.setenv("DISPLAY", ":59999")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert not dev.window_can_open()
    told = capfd.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_a_finished_set_up_is_known_by_its_pins(dev: ModuleType) -> None:
    assert dev.stamp_of("run") != dev.stamp_of("dev")
    assert dev.stamp_of("run") == dev.stamp_of("run")
