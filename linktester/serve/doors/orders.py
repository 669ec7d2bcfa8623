"""The order behind a payment link: whether an app may still show it, told by the platform's own books.

Only what was made here is known; a code of nobody's behaves as it does without books.
"""

from collections.abc import Iterable

from linktester.model.hostprotocol import DoorAnswer
from linktester.serve import payapis
from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Refusal


def refused(ground: Ground, codes: Iterable[str]) -> DoorAnswer | None:
    """Open the order that one of `codes` belongs to, as the payer's app does.

    Return why the app does not show it; None when it does, and where no order here has any of them. Opening
    it is what makes a trade of Alipay's.
    """
    for code in codes:
        for payments in payapis.payments().values():
            if not payments.knows(ground, code):
                continue
            try:
                payments.scan(ground, code)
            except Refusal as refusal:
                return DoorAnswer(refused=refusal.reason, title=str(refusal))
            return None
    return None
