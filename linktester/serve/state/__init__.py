"""What outlives a restart, in one SQLite file of the state directory.

Codes and tickets of the emulated links (`codes`), orders and refunds (`ledger`), what was minted (`minted`),
access tokens and quotas (`tokens`), callbacks with their attempts (`notices`), what will be due (`timers`).
"""

from linktester.serve.state.codes import EVERYWHERE, UNKNOWN, Code, Codes
from linktester.serve.state.database import STATE_FILE, Database
from linktester.serve.state.ledger import Ledger, Order, Refund
from linktester.serve.state.minted import Mint, Minted
from linktester.serve.state.notices import Attempt, Notice, Notices
from linktester.serve.state.timers import Timer, Timers
from linktester.serve.state.tokens import Token, Tokens

__all__ = [
    "EVERYWHERE",
    "STATE_FILE",
    "UNKNOWN",
    "Attempt",
    "Code",
    "Codes",
    "Database",
    "Ledger",
    "Mint",
    "Minted",
    "Notice",
    "Notices",
    "Order",
    "Refund",
    "Timer",
    "Timers",
    "Token",
    "Tokens",
]
