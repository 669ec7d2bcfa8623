import json
import os
import signal
import subprocess
import sys

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.project import CaseForm, ExpectForm, HeadForm, SiteForm
from linktester.project.drafts import Drafts, Unfinished
from linktester.project.edit import renamed
from linktester.project.saving import Changed, Saved, keep_mine, save
from linktester.project.suitefile import open_file

TEXT = """name = "s" # mine
[[case]]
id = "a"
link = "https://u.example/"
at = {host = "qq", surface = "chat"}
"""
KEPT = TEXT.replace('"s"', '"t"')
A_WINDOW = """
import sys
from pathlib import Path
from linktester.project import Drafts, open_file, renamed
file = open_file(Path(sys.argv[2]))
drafts = Drafts(Path(sys.argv[1]))
drafts.keep(file, renamed(file.suite, "t"))
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(TEXT)
    return open_file(path)


def test_what_a_killed_window_left_is_offered(tmp_path, file):
    command = [sys.executable, "-c", A_WINDOW, str(tmp_path / "state"), str(file.path)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as window,
        Drafts(tmp_path / "state") as drafts,
    ):
        assert window.stdout.readline() == b"kept\n"
        assert drafts.pending() == ()
        os.kill(window.pid, signal.SIGKILL)
        window.wait()
        (draft,) = drafts.pending()
    assert draft.file.path == file.path
    assert isinstance(save(draft.file, draft.file.suite), Saved)
    assert file.path.read_text() == KEPT


def left(state, file):
    with Drafts(state) as drafts:
        drafts.keep(file, renamed(file.suite, "t"))


def test_a_draft_over_a_file_that_changed_is_told_when_saved(tmp_path, file):
    left(tmp_path / "state", file)
    file.path.write_text(TEXT + "# theirs\n")
    with Drafts(tmp_path / "state") as drafts:
        (draft,) = drafts.pending()
    changed = save(draft.file, draft.file.suite)
    assert isinstance(changed, Changed)
    assert isinstance(keep_mine(changed, draft.file.suite), Saved)
    assert file.path.read_text() == KEPT


def test_only_the_last_edits_of_a_file_are_kept(tmp_path, file):
    with Drafts(tmp_path / "state") as drafts:
        for name in ("u", "v"):
            drafts.keep(file, renamed(file.suite, name))
    with Drafts(tmp_path / "state") as drafts:
        assert [draft.file.suite.name for draft in drafts.pending()] == ["v"]


def test_what_was_saved_or_given_up_is_forgotten(tmp_path, file):
    state = tmp_path / "state"
    with Drafts(state) as drafts:
        drafts.keep(file, renamed(file.suite, "t"))
        drafts.drop(file)
        drafts.drop(file)
    assert list(state.iterdir()) == []
    left(state, file)
    with Drafts(state) as drafts:
        drafts.discard(drafts.pending()[0])
        assert drafts.pending() == ()
    assert list(state.iterdir()) == []


def test_a_draft_that_cannot_be_read_hides_no_other(tmp_path, file):
    left(tmp_path / "state", file)
    (folder,) = (tmp_path / "state").iterdir()
    for name, text in (
        ("a", "{"),
        ("b", "[]"),
        ("c", '{"path": 1}'),
        ("d", '{"path": "x", "digest": "", "text": 1}'),
    ):
        (folder / f"{name}.json").write_text(text)
    with Drafts(tmp_path / "state") as drafts:
        assert [draft.file.path for draft in drafts.pending()] == [file.path]


TYPED = Unfinished(
    {"a": CaseForm(id="a", link="\ud800 <b>", expect=(ExpectForm(verdict="MAYBE", modifiers=("x",)),))},
    HeadForm(name="", sites=(SiteForm(host=".", icp_filed=False),), os=("odd",)),
)


def test_forms_with_a_mistake_come_back_as_they_were_typed(tmp_path, file):
    with Drafts(tmp_path / "state") as drafts:
        drafts.keep(file, file.suite, TYPED)
    with Drafts(tmp_path / "state") as drafts:
        (draft,) = drafts.pending()
    assert (draft.unfinished, draft.unfinished.count) == (TYPED, 2)
    assert draft.file.suite == file.suite


STRANGE = [None, [], {"cases": 1}, {"cases": {"a": {"dates": 3}}}, {"head": {"sites": 1}}]


@pytest.mark.parametrize("forms", STRANGE)
def test_forms_that_another_version_wrote_do_not_hide_the_suite(tmp_path, file, forms):
    left(tmp_path / "state", file)
    (place,) = (tmp_path / "state").glob("*/*.json")
    place.write_text(json.dumps({**json.loads(place.read_text()), "forms": forms}))
    with Drafts(tmp_path / "state") as drafts:
        (draft,) = drafts.pending()
    assert (draft.file.suite.name, draft.unfinished.count) == ("t", 0)


def test_a_place_that_takes_no_draft_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault):
        Drafts(tmp_path / "file" / "state")
