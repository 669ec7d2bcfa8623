import pytest

from linktester.run import LIMITS, Job
from linktester.suite import Options


def test_a_batch_fits_into_what_may_wait():
    assert 0 < LIMITS.batch <= LIMITS.waiting
    assert LIMITS.parallel <= LIMITS.controls


def test_a_job_says_what_it_is_about_by_name():
    job = Job(suites=(), options=Options())
    assert (job.emulator, job.live, job.packs, job.jobs) == (None, frozenset(), (), None)
    with pytest.raises(TypeError):
        Job((), Options())
