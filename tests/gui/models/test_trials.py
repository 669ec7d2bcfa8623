from linktester.gui.models.boards import View
from linktester.gui.models.trials import job_of
from linktester.model.citation import DEFAULT_ACCEPTED
from linktester.model.phone import OS
from linktester.suite import expand
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH


def test_exactly_the_cells_are_sent_at_their_date() -> None:
    pieces = fakes.slot(fakes.board(View.HOSTS), "wechat", "TB").pieces
    job = job_of((*pieces, *pieces), fakes.book().sites, fakes.AFTER, DEFAULT_ACCEPTED, ENGLISH)
    assert job is not None
    probes = [planned.probe for planned in expand(job.suites[0], job.options).probes]  # type: ignore[arg-type]
    assert sorted(probe.surface for probe in probes) == sorted(piece.stand.surface for piece in pieces)
    assert {(probe.host, probe.phone.os, probe.as_of) for probe in probes} == {
        ("wechat", OS.ANDROID, fakes.AFTER)
    }
    assert probes[0].sites == fakes.book().sites


def test_results_are_no_forecasts_to_send() -> None:
    assert job_of((), (), fakes.AFTER, DEFAULT_ACCEPTED, ENGLISH) is None


def test_the_whole_picture_is_one_case_for_each_link() -> None:
    picture = fakes.board(View.PLACES)
    pieces = [piece for slot in picture.slots.values() for piece in slot.pieces]
    job = job_of(pieces, fakes.book().sites, fakes.AFTER, DEFAULT_ACCEPTED, ENGLISH)
    assert job is not None
    plan = expand(job.suites[0], job.options)  # type: ignore[arg-type]
    assert len(plan.probes) == len(pieces)
    assert plan.not_applicable == ()
