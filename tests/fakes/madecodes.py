"""Codes of every standard as its form makes them: a seeded spread over what can be filled in."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linktester.model.errors import InputErrors
from linktester.model.payment import FormField, StandardId
from linktester.payments import form, write

MANY = 16
"""Codes per standard, where its form allows as many."""
_TRIES = 400

MONEY = ("0.01", "8.80", "12.50", "999.99", "1234567.89")
FAR = ("20301231", "20991231")
RF = ("RF84QA42", "RF18539007547034")
IBANS = ("DE98370400440000000042", "FR1420041010050500013M02606", "BE72000000001616", "NL91ABNA0417164300")
BITCOIN = (
    "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH",
    "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
    "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
)
PIX_KEYS = (
    "52998224725",
    "11222333000181",
    "+5511912345678",
    "qa@linktester.example",
    "123e4567-e12b-42d1-a456-426655440000",
)
QRR = {"iban": "CH8830000000000000042", "reference-type": "QRR", "reference": "000000000000000000004242420"}
ACCENTS = ("Zürich Käse", "Česká čtvrť", "Łódź", "Ελλάδα", "Привет", "€ 5")

BASES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "wechat-native": (
        {"pr": "abcDEF1"},
        {"pr": "abcDEF1", "groupid": "00"},
        {
            "product_id": "QA-1",
            "appid": "wx0000000000000000",
            "mch_id": "1900000000",
            "time_stamp": "1700000000",
            "nonce_str": "abc123",
            "key": "0123456789abcdef0123456789abcdef",
        },
        {
            "product_id": "QA/2",
            "appid": "wx0000000000000000",
            "mch_id": "1900000000",
            "time_stamp": "1700000001",
            "nonce_str": "xyz",
            "key": "0123456789abcdef0123456789abcdef",
            "sign_type": "HMAC-SHA256",
        },
    ),
    "payment-code": tuple(
        {"code": code}
        for code in (
            "100000000000000042",
            "159999999999999999",
            "2500000000000042",
            "280000000000000000000042",
            "3000000000000042",
            "6210000000000000042",
            "310000000000000042",
        )
    ),
    "alipay-precreate": ({"token": "bax00000000000000000qa01"}, {"token": "bax0123456789abcd"}),
    "unionpay-url": (
        {"institution": "00010000", "order": "0" * 25 + "1"},
        {"institution": "00010002", "order": "9" * 32},
    ),
    "aggregated": (
        {"url": "https://pay.acquirer.example/q/QA1"},
        {"url": "https://pay.acquirer.example/q?id=QA%201&sum=8.80"},
        {"url": "https://pay.acquirer.example:8443/"},
    ),
    "promptpay": (
        {"phone": "0899999000"},
        {"id": "1234567890121"},
        {"ewallet": "140000801111111"},
        {"account": "0041234567890"},
    ),
    "paynow": ({"uen": "200002150H"}, {"uen": "197401143C"}, {"phone": "+6590000000"}),
    "bharatqr": ({"vpa": "linktester@examplebank"}, {"bank-account": "LTST0000042000000000042"}),
    "hkfps": ({"fps-id": "0000042"}, {"mobile": "+852-60000042"}, {"email": "QA@LINKTESTER.EXAMPLE"}),
    "pix": (
        *({"key": key} for key in PIX_KEYS),
        {"url": "pix.linktester.example/v2/cob/7f3a"},
    ),
    "swiss-qr": (
        {"iban": "CH5800791123000889012"},
        {"iban": "LI21088100002324013AA", "reference-type": "SCOR", "reference": RF[0]},
        QRR,
    ),
    "epc": (
        {},
        *(
            {"version": "002", "identification": "SCT", "line-ends": "lf", "amount": "12.50", **more}
            for more in (
                {"text": "QA-42", "name": "Käserei", "charset": "2"},
                {"text": "Łódź", "charset": "3", "bic": "COBADEFFXXX"},
                {"reference": "RF84QA42", "purpose": "GDDS"},
            )
        ),
    ),
    "paybysquare": ({}, {"version": "1.0", "amount": "8.80", "due-date": "20301231"}),
    "emvco-cpm": ({"pan": "1234567890123458"}, {"track-2": "1234567890123458D49121010"}),
}
"""Sets of values to start from, where the required fields alone make nothing or only one kind of code."""

POOLS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "": {"amount": MONEY, "expiry": FAR, "city": ("HANGZHOU", "Q")},
    "emvco-mpm": {
        "gui": ("EXAMPLE.PAY", "a0000009990001"),
        "account": ("M004252", "x" * 60),
        "currency": ("156", "840", "392"),
        "country": ("CN", "US", "JP"),
        "name": ("Linktester Cafe", "A" * 25),
        "local-name": ("灵测咖啡", "テスト"),
        "local-city": ("杭州",),
        "category": ("5812", "0000"),
        "fee-fixed": ("1.00",),
        "fee-percentage": ("2.5", "100"),
        "postal-code": ("310000",),
        "purpose": ("QA", "***"),
        "reference": ("R" * 25,),
        "terminal": ("T1",),
    },
    "vietqr": {"amount": ("10000", "1"), "account": ("000111222", "9704031101234567"), "note": ("QA 1", "a")},
    "qris": {"amount": ("10000", "12500.50"), "pan": ("936000999000000000",), "terminal": ("A01",)},
    "promptpay-bill": {
        "ref1": ("QA001", "A" * 20),
        "ref2": ("B2",),
        "ref3": ("T3",),
        "name": ("LINKTESTER",),
    },
    "thai-slip-verify": {"bank": ("002", "014"), "reference": ("0002123123121200011", "N006X", "A" * 25)},
    "paynow": {"reference": ("QA-1", "R" * 25), "category": ("5812",), "name": ("LINKTESTER", "Lot 1")},
    "duitnow": {"integrity": ("0" * 64,), "postal": ("50000",), "bill": ("B1",), "category": ("5812",)},
    "bharatqr": {
        "rupay": ("6011000990139424",),
        "visa": ("4111111111111111",),
        "mastercard": ("5555555555554444",),
        "minimum-amount": ("0.01",),
        "category": ("5812",),
        "terminal": ("T1",),
    },
    "hkfps": {"clearing-code": ("004",), "time-limit": ("20301231235959",), "bill-number": ("B1",)},
    "qrph": {"postal-code": ("1440",), "terminal": ("T1",)},
    "pix": {"text": ("QA",), "postal": ("50000000",), "txid": ("QA001", "A" * 25), "city": ("RECIFE", "B")},
    "upi": {
        "pa": ("linktester@examplebank", "qa.1-x@ltst"),
        "pn": ("Link Tester", "लिंक & co", "a+b"),
        "mc": ("0000", "5812"),
        "tid": ("T1",),
        "tn": ("QA 1", "50%"),
        "am": ("1.00", "12.5", "100"),
        "mam": ("0.50",),
        "url": ("https://linktester.example/bill?a=1&b=2",),
        "mid": ("M1",),
        "msid": ("S1",),
        "mtid": ("T1",),
        "orgid": ("000000",),
        "sign": ("MEUCIQ==",),
    },
    "epc": {
        "name": ("Linktester GmbH", *ACCENTS, "N" * 70),
        "iban": IBANS,
        "bic": ("COBADEFF", "COBADEFFXXX"),
        "amount": (*MONEY, "1", "999999999.99"),
        "purpose": ("GDDS", "CHAR"),
        "reference": RF,
        "text": ("QA-42", "t" * 140, *ACCENTS),
        "note": ("note",),
    },
    "swiss-qr": {
        "creditor-name": ("Linktester AG", "Käserei Ștefan", "N" * 70),
        "creditor-town": ("Zürich", "T" * 35),
        "creditor-country": ("CH", "LI"),
        "debtor-name": ("QA",),
        "debtor-street": ("Testweg",),
        "debtor-number": ("42",),
        "debtor-postcode": ("3000",),
        "debtor-town": ("Bern",),
        "debtor-country": ("CH", "DE"),
        "amount": (*MONEY, "999999999.99"),
        "message": ("QA-42", "m" * 60),
        "alternative-1": ("Name AV1: UV;UltraPay005;12345",),
        "alternative-2": ("Name AV2: XY;XYService;54321",),
    },
    "spayd": {
        "account": ("CZ0699990000000000000042", "CZ0699990000000000000042+RZBCCZPP"),
        "other-accounts": ("CZ5508000000001234567899",),
        "currency": ("CZK", "EUR"),
        "message": ("QA1", "100% * čaj", "m" * 60),
        "notify-address": ("qa@linktester.example", "+420900000042"),
        "specific-symbol": ("1234567890",),
        "repeat-days": ("30",),
        "payer-id": ("ID1",),
        "url": ("https://linktester.example/a?b=c",),
        "own-message": ("own",),
        "last-date": FAR,
    },
    "paybysquare": {
        "amount": (*MONEY, ""),
        "iban": ("SK7700000000000000000000", "CZ5508000000001234567899"),
        "bic": ("TATRSKBX",),
        "due-date": FAR,
        "note": ("QA", "čaj ☕", "n" * 140),
        "specific-symbol": ("456",),
        "beneficiary-name": ("Linktester", "Žofia"),
        "beneficiary-street": ("Ulica 1",),
        "beneficiary-city": ("Košice",),
        "type": ("1",),
    },
    "bip21": {
        "address": BITCOIN,
        "amount": ("0.001", "20.3", "0.00000001", "21000000"),
        "label": ("Linktester", "a&b=c", "灵测"),
        "message": ("50% off",),
    },
    "emvco-cpm": {
        "label": ("LTPAY", "L" * 16),
        "holder-name": ("LINKTESTER/QA",),
        "languages": ("zhen", "en"),
    },
}
"""Standard (or all of them) → form field → values to choose from; a field's example is always among them."""


@dataclass(frozen=True)
class Made:
    """One code and what it was made from."""

    standard: StandardId
    values: Mapping[str, str]
    payload: bytes


@cache
def made(standard: StandardId) -> tuple[Made, ...]:
    """Return codes with little filled in, with a lot, and between; the same in every run."""
    chance = random.Random(str(standard))
    fields = form(standard)
    found: dict[bytes, Made] = {}
    bases = BASES.get(standard, ({},))
    for number in range(_TRIES):
        share = (number % 5) / 4
        values = _required(standard, fields, chance) | dict(bases[number % len(bases)])
        values |= _more(standard, fields, set(values), share, chance)
        try:
            payload = write(standard, values)
        except InputErrors:
            continue
        found.setdefault(payload, Made(standard, values, payload))
        if len(found) >= max(MANY, 2 * len(bases)):
            break
    return tuple(found.values())


def _required(standard: StandardId, fields: tuple[FormField, ...], chance: random.Random) -> dict[str, str]:
    return {each.name: chance.choice(_pool(standard, each)) for each in fields if each.required}


def _more(
    standard: StandardId,
    fields: tuple[FormField, ...],
    there: set[str],
    share: float,
    chance: random.Random,
) -> dict[str, str]:
    wanted = [each for each in fields if each.name not in there and _pool(standard, each)]
    return {each.name: chance.choice(_pool(standard, each)) for each in wanted if chance.random() < share / 2}


def _pool(standard: StandardId, field: FormField) -> tuple[str, ...]:
    named = POOLS.get(standard, {}).get(field.name, POOLS[""].get(field.name, ()))
    return tuple(value for value in (*named, *field.choices, field.example, field.default) if value)
