"""The reader that keeps to the standards: no wallet, but what the published texts ask of a scanner.

It takes a payment code that is right by its standard on the day of the world, and refuses any other.
"""

from dataclasses import dataclass
from datetime import datetime

from linktester import links, payments
from linktester.model.link import Link, Severity
from linktester.model.payment import UNKNOWN, Aspect, StandardId

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a code is not taken."""

    why: str
    """`malformed`, or `expired` where only its age is wrong."""
    faults: str
    """Where and what by stable names, the first few: `63 checksum-wrong, 54 amount`."""


def refusal(link: Link, at: datetime) -> Refusal | None:
    """Return why the code is refused at the moment `at`, None when it is right."""
    payload = link.text.encode("utf-8", "surrogatepass")
    standard = payments.detect(payload)
    if standard == UNKNOWN:
        standard = StandardId(links.families()[link.family].standard or UNKNOWN)
    reading = payments.read(payload, standard=standard, at=at)
    if reading.valid:
        return None
    wrong = [found for found in reading.findings if found.severity is Severity.ERROR]
    only_old = bool(wrong) and all(found.aspect is Aspect.FRESHNESS for found in wrong)
    faults = dict.fromkeys(f"{found.where} {found.code}".strip() for found in wrong)
    return Refusal("expired" if only_old else "malformed", ", ".join([*faults][:_MOST_TOLD]))
