"""PromptPay bills: the amount is written in satang, like a transfer's.

Sources: promptparse with its tests; codes of Thai banks in public code.
"""

from datetime import datetime

from linktester.payments.emv.code import Code
from linktester.payments.emv.schemes.promptpay import amount_in_satang
from linktester.payments.notes import Notes


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what a bill asks beyond its table."""
    amount_in_satang(code, notes)
