from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.state import EVERYWHERE, STATE_FILE, UNKNOWN, Codes

MOMENT = datetime(2022, 5, 1, tzinfo=UTC)


@pytest.fixture
def codes(tmp_path: Path):
    made = Codes(tmp_path)
    yield made
    made.close()


def test_nothing_is_known_of_a_new_code(codes: Codes) -> None:
    assert codes.known("w", "t1") == UNKNOWN


def test_the_first_user_stays_the_first(codes: Codes) -> None:
    assert codes.open("w", "t1", "ann", MOMENT).first_user == "ann"
    assert codes.open("w", "t1", "ben", MOMENT + timedelta(days=1)).first_user == "ann"
    assert codes.open("w2", "t1", "ben", MOMENT).first_user == "ben"


def test_age_and_first_user_live_in_one_row(codes: Codes) -> None:
    codes.open("w", "t1", "ann", MOMENT)
    codes.tell("w", "t1", made_at=MOMENT, expires_at=MOMENT + timedelta(hours=2))
    known = codes.known("w", "t1")
    assert (known.first_user, known.made_at) == ("ann", MOMENT)
    assert known.expires_at == MOMENT + timedelta(hours=2)


def test_it_outlives_the_process(tmp_path: Path) -> None:
    first = Codes(tmp_path)
    first.open("w", "t1", "ann", MOMENT)
    first.close()
    second = Codes(tmp_path)
    assert second.known("w", "t1").first_user == "ann"
    second.close()


def test_a_broken_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_bytes(b"this is no database" * 100)
    broken = Codes(tmp_path)
    with pytest.raises(EnvironmentFault) as told:
        broken.known("w", "t1")
    assert told.value.message.code == "serve.state-broken"
    broken.close()


def test_an_age_told_everywhere_holds_where_no_other_is_known(codes: Codes) -> None:
    end = MOMENT + timedelta(days=1)
    codes.tell(EVERYWHERE, "t1", made_at=MOMENT, expires_at=end)
    assert codes.known("w", "t1").expires_at == end
    codes.open("w", "t1", "ann", MOMENT)
    assert (codes.known("w", "t1").first_user, codes.known("w", "t1").expires_at) == ("ann", end)
    assert codes.known("w2", "t1").first_user is None
    codes.tell("w", "t1", made_at=MOMENT)
    assert codes.known("w", "t1").expires_at is None
