from datetime import timedelta

from linktester.run import SystemClock


def test_the_system_clock_is_aware_and_in_utc():
    assert SystemClock().now().utcoffset() == timedelta(0)
