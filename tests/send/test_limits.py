"""Bounds are bounds."""

from dataclasses import fields

from linktester.send.limits import LIMITS


def test_every_limit_limits() -> None:
    for field in fields(LIMITS):
        assert getattr(LIMITS, field.name) > 0


def test_smaller_bounds_lie_within_greater_ones() -> None:
    assert LIMITS.connect_seconds <= LIMITS.exchange_seconds <= LIMITS.probe_seconds
    assert LIMITS.read_seconds < LIMITS.exchange_seconds
    assert LIMITS.body_excerpt <= LIMITS.download_bytes <= LIMITS.body_bytes
    assert LIMITS.visits < LIMITS.hops
