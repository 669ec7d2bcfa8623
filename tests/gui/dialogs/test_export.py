import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.export import Chosen, ExportDialog
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.gui.widgets.pathrow import PathRow
from linktester.model.verdict import Outcome
from tests.fakes.tabled import play, settle
from tests.fakes.window import PlayingWorkspace


def opened(
    qtbot: QtBot, tools: Tools, run: OpenRun, path: Path, chosen: Chosen | None = None
) -> ExportDialog:
    play(qtbot, tools, run)
    every = len(run.rows)
    dialog = ExportDialog(tools, run, chosen or Chosen("", None, every, every))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.findChild(QLineEdit, "export-path").setText(str(path))
    return dialog


def blocked(run: OpenRun) -> Chosen:
    keys = tuple(row.key for row in run.rows if row.outcome is Outcome.BLOCKED)
    return Chosen("verdict:blocked", keys, len(keys), len(run.rows))


def said(dialog: ExportDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(dialog: ExportDialog, name: str) -> None:
    dialog.findChild(QPushButton, name).click()


def written(qtbot: QtBot, tools: Tools, dialog: ExportDialog) -> None:
    press(dialog, "primary")
    settle(qtbot, tools)


def test_what_is_shown_goes_out_and_says_so(qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path) -> None:
    play(qtbot, tools, run)
    chosen = blocked(run)
    path = tmp_path / "r.json"
    dialog = opened(qtbot, tools, run, path, chosen)
    dialog.findChild(QRadioButton, "export-format-json").click()
    assert f"{chosen.shown} of {chosen.of} results, chosen by: verdict:blocked" in said(dialog)
    written(qtbot, tools, dialog)
    told = json.loads(path.read_text("utf-8"))
    assert told["scope"] == {"filter": "verdict:blocked", "shown": chosen.shown, "of": chosen.of}
    assert len(told["results"]) == chosen.shown
    assert f"Written: {chosen.shown} results" in said(dialog)
    assert dialog.findChild(PathRow, "export-done").path == path


def test_the_whole_run_goes_out_without_a_filter(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    tools.settings.put("tester", "Wang")
    dialog = opened(qtbot, tools, run, path)
    dialog.findChild(QRadioButton, "export-format-csv").click()
    assert f"All {len(run.rows)} results of this run" in said(dialog)
    language = dialog.findChild(QComboBox, "export-language")
    language.setCurrentIndex(language.findData("zh_CN"))
    dialog.findChild(QLineEdit, "export-build").setText("8.1")
    written(qtbot, tools, dialog)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(run.rows)
    assert {each["测试人员"] for each in rows} == {"Wang"}
    assert {each["被测版本"] for each in rows} == {"8.1"}


def test_a_selection_is_a_part_without_a_filter(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path
) -> None:
    play(qtbot, tools, run)
    chosen = Chosen("", (run.rows[3].key,), 1, len(run.rows))
    dialog = opened(qtbot, tools, run, tmp_path / "r.html", chosen)
    assert f"1 of {len(run.rows)} results" in said(dialog)


def test_nothing_shown_cannot_be_exported(qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path) -> None:
    play(qtbot, tools, run)
    dialog = opened(qtbot, tools, run, tmp_path / "r.html", Chosen("qwertz", (), 0, len(run.rows)))
    assert "there is nothing to export" in said(dialog)
    assert not dialog.findChild(QPushButton, "primary").isEnabled()


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path
) -> None:
    dialog = opened(qtbot, tools, run, tmp_path / "no" / "r.html")
    written(qtbot, tools, dialog)
    assert "does not exist. Create it or choose another." in said(dialog)
    assert dialog.findChild(QPushButton, "primary").isEnabled()
    dialog.findChild(QLineEdit, "export-path").setText(str(tmp_path / "r.html"))
    written(qtbot, tools, dialog)
    assert (tmp_path / "r.html").read_bytes().startswith(b"<!doctype html>")
    assert "does not exist" not in said(dialog)


def test_enter_writes(qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    dialog = opened(qtbot, tools, run, path)
    qtbot.keyClick(dialog.findChild(QLineEdit, "export-path"), Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert path.exists()


def test_stopping_keeps_the_old_file(
    qtbot: QtBot, tools: Tools, run: OpenRun, workspace: PlayingWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "r.html"
    path.write_text("old", encoding="utf-8")
    dialog = opened(qtbot, tools, run, path)
    assert "It is replaced when the new one is complete." in said(dialog)
    press(dialog, "primary")
    assert dialog.findChild(QProgressBar).isVisible()
    assert not dialog.findChild(QLineEdit, "export-path").isEnabled()
    press(dialog, "export-stop")
    settle(qtbot, tools)
    assert "Stopped. No file was written" in said(dialog)
    assert path.read_text("utf-8") == "old"


def test_closing_stops_too(qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    dialog = opened(qtbot, tools, run, path)
    press(dialog, "primary")
    dialog.reject()
    settle(qtbot, tools)
    assert not path.exists()


@pytest.mark.parametrize("path", ["", "   ", "a\0b"])
def test_no_path_no_file(qtbot: QtBot, tools: Tools, run: OpenRun, path: str) -> None:
    dialog = opened(qtbot, tools, run, Path("x.html"))
    dialog.findChild(QLineEdit, "export-path").setText(path)
    assert not dialog.findChild(QPushButton, "primary").isEnabled()
    dialog.start()
    assert tools.tasks.is_idle


def test_it_speaks_the_language_of_the_window(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path
) -> None:
    dialog = opened(qtbot, tools, run, tmp_path / "r.html")
    tools.speech.switch("zh_CN")
    assert dialog.windowTitle() == "导出结果"
    assert f"本次运行的全部 {len(run.rows)} 条结果" in said(dialog)
    assert "依据：模拟" in said(dialog)
