import io

import pytest

from linktester.cli.face import Face
from linktester.cli.progress import Progress
from linktester.model.events import CaseFinished, EmulatorRestarted, Note, RunStarted
from linktester.model.message import message
from linktester.wording import Words
from tests.fakes import results as fakes
from tests.fakes.terminals import Screen

ROWS = fakes.walled_garden()
EVENTS = [
    RunStarted(fakes.head(len(ROWS))),
    *(CaseFinished("r", index, row) for index, row in enumerate(ROWS)),
    EmulatorRestarted("r", 2),
    Note("r", message("outcome.means-conflict")),
]


def heard(out: io.StringIO, *, quiet: bool = False) -> tuple[str, str]:
    err = io.StringIO()
    progress = Progress(Face(Words("en"), stdout=out, stderr=err, width=120), quiet=quiet)
    with progress:
        for event in EVENTS:
            progress.hear(event)
    return out.getvalue(), err.getvalue()


def test_a_terminal_sees_counts():
    out, err = heard(Screen())
    assert "26/26" in out
    assert "9 honored" in out
    assert "started again (2)" in err


def test_a_pipe_sees_no_bar_but_what_matters():
    out, err = heard(io.StringIO())
    assert out == ""
    assert err.splitlines() == ["The emulator was started again (2).", "the sources contradict each other"]


@pytest.mark.parametrize("stream", [Screen, io.StringIO])
def test_json_is_not_disturbed(stream):
    assert heard(stream(), quiet=True) == ("", "")
