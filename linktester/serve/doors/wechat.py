"""WeChat's door: mini-program tickets and payment codes grow old, and tickets once had one user only.

Until 2022-04-11 tickets could be permanent; from that day they live 30 days at most and open only for the
first user who visited them; from 2023-12-19 they open for many again. A Native code lives 2 hours, an H5
order 5 minutes. Age can only be told where it is known.
"""

from datetime import datetime, timedelta

from linktester import urls
from linktester.model.link import Link
from linktester.model.zone import CHINA
from linktester.serve.state import Code, Codes
from linktester.serve.worlds import World

LIMITED_FROM = datetime(2022, 4, 11, tzinfo=CHINA)
MANY_USERS_FROM = datetime(2023, 12, 19, tzinfo=CHINA)
_TICKET_LIFE = timedelta(days=30)
_LIVES = {"wechatpay-native": timedelta(hours=2), "wechatpay-h5": timedelta(minutes=5)}
_CODE_FIELDS = {"wechatpay-native": "pr", "wechatpay-h5": "prepay_id", "wechat-scheme-ticket": "t"}


def refusal(link: Link, user: str, world: World, codes: Codes) -> str | None:
    """Return why WeChat shows nothing of `link`: `expired`, `used`, or None when it shows it."""
    code = code_of(link)
    if not code:
        return None
    known = codes.known(world.id, code)
    if _is_expired(link, known, world.as_of):
        return "expired"
    one_user = LIMITED_FROM <= world.as_of < MANY_USERS_FROM
    if link.family != "wechat-scheme-ticket" or not one_user:
        return None
    first = codes.open(world.id, code, user, world.as_of).first_user
    return None if first == user else "used"


def code_of(link: Link) -> str:
    """Return the ticket or payment code in `link`, empty when it has none that can grow old."""
    field = _CODE_FIELDS.get(link.family)
    if field is None:
        return ""
    _, _, search = link.text.partition("?")
    return next((value for name, value in urls.query(search) if name == field), "")


def _is_expired(link: Link, known: Code, as_of: datetime) -> bool:
    if known.expires_at is not None and as_of >= known.expires_at:
        return True
    if known.made_at is None:
        return False
    if link.family in _LIVES:
        return as_of - known.made_at >= _LIVES[link.family]
    return as_of >= LIMITED_FROM and as_of - known.made_at > _TICKET_LIFE
