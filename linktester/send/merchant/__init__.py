"""The merchant of a payment case: orders made and asked for by the platforms' own APIs, really signed.

Desk(trip, papers).make(wish) → Made, Desk.ask(made, platform) → the platform's word. Every call is a recorded
exchange of the probe; whatever goes wrong is a failure of our own side and ends the probe.
"""

from linktester.send.merchant.desk import Desk, Made
from linktester.send.merchant.papers import Papers

__all__ = ["Desk", "Made", "Papers"]
