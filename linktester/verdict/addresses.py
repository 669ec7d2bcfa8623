"""Addresses read once: one link stands in thousands of probes, and its pages in thousands of runs.

Only short texts are kept, so that the memory is bounded whatever the evidence holds.
"""

from functools import lru_cache

from linktester import links, urls
from linktester.model.link import Identity
from linktester.urls import Url

LONGEST_KEPT = 2_000
"""Characters; longer texts are read anew each time."""


def parsed(text: str) -> Url | None:
    """Return the URL in `text`, as `urls.parse` does."""
    return _parsed(text) if len(text) <= LONGEST_KEPT else urls.parse(text)


def named(text: str) -> Identity | None:
    """Return what the address names, as `links.identify` does."""
    return _named(text) if len(text) <= LONGEST_KEPT else links.identify(text)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Url | None:
    return urls.parse(text)


@lru_cache(maxsize=1024)
def _named(text: str) -> Identity | None:
    return links.identify(text)
