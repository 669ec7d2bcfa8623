"""An order made by hand: the merchant of payment cases asks the platform's own API for a code, really signed.

Its callback goes to an address of nobody's, so the emulator holds it back.
"""

from datetime import UTC, datetime

from linktester import links
from linktester.model.case import Probe
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Failed
from linktester.model.link import PlatformId
from linktester.model.message import message
from linktester.model.order import OrderProduct, OrderWish
from linktester.model.phone import OS, Entry, Phone, Surface
from linktester.send.limits import LIMITS
from linktester.send.merchant import Desk, Made, Papers
from linktester.send.merchant.alipay import GATEWAY
from linktester.send.ready import Ready
from linktester.send.transport import HostBook, Line, emulator_tls
from linktester.send.trip import Trip, TripOver

SUBJECT = "linktester"
"""What is bought."""


async def make_test_order(ready: Ready, product: OrderProduct, fen: int) -> Made:
    """Make an order of `fen` and return it. Raises EnvironmentFault when the emulator does not give one."""
    papers = Papers.from_file(ready.credentials_file)
    line = Line(ready, emulator_tls(ready.ca_pem()), None)
    now = datetime.now(UTC)
    trip = Trip(_nobody(now), line, HostBook((), frozenset()), LIMITS)
    wish = OrderWish(product=product, fen=fen, subject=SUBJECT)
    try:
        return await Desk(trip, papers).make(wish, now)
    except TripOver:
        raise EnvironmentFault(message("payer.no-order", reason=_reason(trip))) from None
    finally:
        await line.aclose()


def _nobody(now: datetime) -> Probe:
    """Return a probe that stands for nobody's phone: whoever makes an order has none."""
    return Probe(
        case_id="",
        link=links.parse(GATEWAY).link,
        host=PlatformId("browser"),
        surface=Surface("browser"),
        entry=Entry.TYPED,
        phone=Phone(os=OS.ANDROID),
        client=None,
        as_of=now,
    )


def _reason(trip: Trip) -> str:
    seen = [each for each in trip.observations if isinstance(each, Failed)]
    return f"{seen[-1].kind} {seen[-1].detail}".strip() if seen else "–"
