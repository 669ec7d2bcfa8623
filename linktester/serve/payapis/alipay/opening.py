"""What the payer opens: codes, payers' codes, cashier pages, and orders signed by the app alone."""

import json
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import unquote

from linktester import urls
from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import asked, caller, trades
from linktester.serve.payapis.alipay.caller import UnknownAppError
from linktester.serve.payapis.alipay.methods import APP_METHOD, PAGES
from linktester.serve.payapis.alipay.name import (
    AUTH,
    CASHIER,
    CASHIER_PATH,
    CODE,
    GATEWAY,
    NAME,
    Product,
    Trade,
)
from linktester.serve.payapis.alipay.parameters import Parameters, parsed
from linktester.serve.payapis.alipay.problem import Problem, errors
from linktester.serve.payapis.payments import Refusal
from linktester.serve.requestlog import Findings
from linktester.serve.state import Mint, Order

_QR = re.compile(r"(?i:https?://qr\.alipay\.com/)([0-9A-Za-z]+)(?:[?#].*)?", re.DOTALL)
_AUTH = re.compile(r"(?:2[5-9]|30)[0-9]{14,22}", re.ASCII)
_HANDED_OVER = ("alipay://alipayclient/?", "alipays://alipayclient/?")


class Kind(StrEnum):
    """What kind of thing is opened."""

    CODE = "code"
    AUTH = "auth"
    CASHIER = "cashier"
    PAGE = "page"
    """An address of the gateway with everything in its query."""
    APP = "app"
    """An order string."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A thing the payer opens, told by its form."""

    kind: Kind
    value: str
    """Token, digits, query or order string."""


def read(code: str) -> Opened | None:
    """Return what `code` is by its form, None when it is nothing of Alipay's."""
    text = code.strip()
    found = _QR.fullmatch(text)
    if found:
        return Opened(Kind.CODE, found[1])
    if _AUTH.fullmatch(text):
        return Opened(Kind.AUTH, text)
    if text.lower().startswith(("http://", "https://")):
        return _of_address(text)
    order = _order_string(text)
    return Opened(Kind.APP, order) if f"method={APP_METHOD}" in order else None


def is_minted(ground: Ground, token: str) -> bool:
    """Tell whether a code is an order's, without opening books that nobody has opened yet."""
    books = ground.database
    if not books.is_open and not books.peek("SELECT 1 FROM minted LIMIT 1"):
        return False
    return ground.minted.find(CODE + token) is not None


def is_known(ground: Ground, found: Opened) -> bool:
    """Tell whether what is opened is an order's here, or is signed in the name of the app here."""
    if found.kind is Kind.CODE:
        return is_minted(ground, found.value)
    if found.kind in {Kind.PAGE, Kind.APP}:
        app_id = parsed(found.value.encode("utf-8", "replace")).text("app_id")
        return app_id == ground.credentials.bundle.alipay.app_id
    return False


def aged(ground: Ground, found: Opened, by: timedelta) -> Order:
    """Put a code and its order that much into the past; callers hold the transaction. Raises Refusal."""
    mint = ground.minted.find(CODE + found.value) if found.kind is Kind.CODE else None
    if mint is None or mint.order_id is None:
        raise Refusal("unknown", "no order has this code")
    ground.minted.age(mint.key, by)
    return trades.aged(ground, ground.ledger.order(mint.order_id), by)


def order_of(ground: Ground, opened: Opened) -> Order:
    """Return the order of what is opened; callers hold the transaction. Raises Refusal."""
    if opened.kind in {Kind.PAGE, Kind.APP}:
        return _signed_order(ground, opened)
    key = {Kind.CODE: CODE, Kind.AUTH: AUTH, Kind.CASHIER: CASHIER}[opened.kind] + opened.value
    mint = ground.minted.find(key)
    if mint is None or mint.order_id is None:
        raise Refusal("unknown", "no order has this code")
    order = ground.ledger.order(mint.order_id)
    if opened.kind is Kind.CODE:
        _refuse_old_code(ground, mint, order)
    return order


def placed(ground: Ground, params: Parameters, product: Product, findings: Findings) -> Order:
    """Verify a page's or an app's order and place it; callers hold the transaction.

    Raises Problem and UnknownAppError.
    """
    terms = caller.terms_of(ground, params)
    caller.check(ground, params, terms, findings)
    content = asked.content_of(ground, params, terms, product)
    findings.number = content["out_trade_no"]
    return trades.placed(ground, terms, product, content)


def cashier_of(ground: Ground, order: Order) -> str:
    """Mint a cashier page for an order; return its token."""
    token = secrets.token_hex(16)
    ground.minted.add(
        Mint(
            key=CASHIER + token, platform=NAME, kind="cashier", order_id=order.id, made_at=ground.clock.now()
        )
    )
    return token


def _of_address(text: str) -> Opened | None:
    url = urls.parse(text)
    if url is None:
        return None
    if url.pathname.startswith(CASHIER_PATH):
        return Opened(Kind.CASHIER, url.pathname.removeprefix(CASHIER_PATH))
    query = text.partition("?")[2].partition("#")[0]
    return Opened(Kind.PAGE, query) if url.pathname == GATEWAY and "method=" in query else None


def _order_string(text: str) -> str:
    """Return the order string in `text`: as it is, or as a shop's app hands it over."""
    if not text.startswith(_HANDED_OVER):
        return text
    try:
        handed = json.loads(unquote(text.partition("?")[2]))
    except (ValueError, RecursionError):
        return ""
    value = handed.get("dataString", "") if isinstance(handed, dict) else ""
    return value if isinstance(value, str) else ""


def _signed_order(ground: Ground, opened: Opened) -> Order:
    params = parsed(opened.value.encode("utf-8", "replace"))
    method, findings = params.text("method"), Findings()
    product = Product.APP if opened.kind is Kind.APP and method == APP_METHOD else PAGES.get(method)
    if product is None:
        raise Refusal("method", f"nobody can pay by {method[:100]}")
    try:
        return placed(ground, params, product, findings)
    except (Problem, UnknownAppError) as error:
        problem = error.problem if isinstance(error, UnknownAppError) else error
        _note(ground, opened, problem, findings)
        words = problem.words or errors()[problem.sub_code].message
        raise Refusal(problem.check or "order", f"{problem.sub_code}: {words}") from error


def _note(ground: Ground, opened: Opened, problem: Problem, findings: Findings) -> None:
    """Put a refused order into the request log: no request tells why it was refused."""
    findings.code, findings.refused = problem.sub_code, problem.check
    ground.requests.write(
        at=ground.clock.real(),
        api=NAME,
        asked=(
            "OPEN",
            APP_METHOD if opened.kind is Kind.APP else GATEWAY,
            {},
            opened.value.encode("utf-8", "replace"),
        ),
        answered=(0, b""),
        findings=findings,
    )


def _refuse_old_code(ground: Ground, mint: Mint, order: Order) -> None:
    if order.state != Trade.NONE:
        return
    newest = ground.minted.newest(order.id, "code")
    if mint.is_over(ground.clock.now()) or (newest is not None and newest.key != mint.key):
        raise Refusal("expired", "the code is no longer valid")
