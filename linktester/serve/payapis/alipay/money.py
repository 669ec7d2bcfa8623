"""Alipay's amounts: yuan with two decimals as text, fen as numbers."""

from decimal import Decimal

from linktester.serve.payapis.alipay.name import limit


def yuan(fen: int) -> str:
    """Return an amount as the platform writes it."""
    return f"{fen // 100}.{fen % 100:02d}"


def fen(text: str) -> int | None:
    """Return an amount whose form was checked; None when it lies outside what the platform takes."""
    amount = int(Decimal(text) * 100)
    return amount if limit("amount-least") <= amount <= limit("amount-most") else None
