from datetime import timedelta
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.clock import CLOCK_FILE, MOST_OFFSET, KeptClock

DAY = timedelta(days=1)


def ahead(clock: KeptClock) -> timedelta:
    return clock.now() - clock.real()


def test_business_time_runs_with_the_real_one_until_it_is_moved(tmp_path: Path) -> None:
    clock = KeptClock(tmp_path)
    assert abs(ahead(clock)) < timedelta(minutes=1)
    clock.advance(DAY)
    clock.advance(timedelta())
    assert abs(ahead(clock) - DAY) < timedelta(minutes=1)


def test_the_move_outlives_a_restart_and_can_be_taken_back(tmp_path: Path) -> None:
    KeptClock(tmp_path).advance(DAY)
    clock = KeptClock(tmp_path)
    assert abs(ahead(clock) - DAY) < timedelta(minutes=1)
    clock.reset()
    assert abs(ahead(KeptClock(tmp_path))) < timedelta(minutes=1)


@pytest.mark.parametrize("by", [-timedelta(seconds=1), MOST_OFFSET + DAY])
def test_neither_back_nor_beyond_ten_years(tmp_path: Path, by: timedelta) -> None:
    with pytest.raises(ValueError, match="day"):
        KeptClock(tmp_path).advance(by)


@pytest.mark.parametrize("text", ["", "nonsense", "nan", "1e400", "-5"])
def test_a_spoilt_file_means_no_move(tmp_path: Path, text: str) -> None:
    (tmp_path / CLOCK_FILE).write_text(text)
    assert abs(ahead(KeptClock(tmp_path))) < timedelta(minutes=1)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / CLOCK_FILE).mkdir()
    with pytest.raises(EnvironmentFault):
        KeptClock(tmp_path)
