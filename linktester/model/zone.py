"""The one zone of the product: fixed at +08:00, without a time-zone database."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def day_of(moment: datetime) -> date:
    """Return the calendar day of an aware moment at +08:00."""
    return moment.astimezone(CHINA).date()
