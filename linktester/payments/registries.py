"""What registries say: currencies, countries, merchant categories, account numbers. All from packages.

Tables are built on first use; the packages behind them take tens of milliseconds to load.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_CATEGORY = re.compile(r"[0-9]{4}", re.ASCII)


def amount(text: str) -> Decimal | None:
    """Return the amount written as ASCII digits with at most one point inside, None for anything else."""
    return Decimal(text) if len(text) <= 40 and _AMOUNT.fullmatch(text) else None


def currency_of_number(number: str) -> str | None:
    """Return the ISO 4217 letters of a three-digit number, None for no current currency."""
    return _currencies().get(number)


def is_currency(letters: str) -> bool:
    """Return whether three capital letters name a current currency of ISO 4217."""
    return letters in _currency_letters()


def is_country(letters: str) -> bool:
    """Return whether two capital letters name a country of ISO 3166-1."""
    return letters in _countries()


def is_language(letters: str) -> bool:
    """Return whether two small letters name a language of ISO 639-1."""
    return letters in _languages()


@lru_cache(maxsize=4096)
def category(code: str) -> str | None:
    """Return the English ISO 18245 description of a merchant category, None for one that is not there."""
    import iso18245  # noqa: PLC0415 - read late: only some codes carry a category

    if not _CATEGORY.fullmatch(code):
        return None
    try:
        found = iso18245.get_mcc(code)
    except iso18245.MCCNotFound:
        return None
    # Registers of card schemes name codes that ISO leaves to private use.
    return str(found.iso_description or found.visa_description or found.mastercard_description or code)


@lru_cache(maxsize=4096)
def is_iban(text: str) -> bool:
    """Return whether the text, without blanks and in capitals, is an IBAN: country's form and mod 97-10."""
    from stdnum import iban  # noqa: PLC0415

    # The library's own compacting forgives blanks and small letters; in a code they are mistakes.
    return (
        text.isascii()
        and text.isalnum()
        and text == text.upper()
        and bool(iban.is_valid(text, check_country=False))
    )


def is_bic(text: str) -> bool:
    """Return whether the text has the form of a BIC, 8 or 11 capitals and digits."""
    from stdnum import bic  # noqa: PLC0415

    return text.isascii() and text.isalnum() and text == text.upper() and bool(bic.is_valid(text))


def is_creditor_reference(text: str) -> bool:
    """Return whether the text, in capitals without blanks, is an ISO 11649 (RF) reference."""
    from stdnum import iso11649  # noqa: PLC0415

    return text.isascii() and text.isalnum() and text == text.upper() and bool(iso11649.is_valid(text))


def bank_of(account: str) -> str:
    """Return the name of the bank an IBAN belongs to as its country's register has it, empty when unknown."""
    from schwifty import IBAN  # noqa: PLC0415
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415

    try:
        return IBAN(account).bank_name or ""
    except SchwiftyException:
        return ""


@cache
def _currencies() -> Mapping[str, str]:
    return {each["numeric"]: each["alpha_3"] for each in _register("iso4217")}


@cache
def _currency_letters() -> frozenset[str]:
    return frozenset(_currencies().values())


@cache
def _countries() -> frozenset[str]:
    return frozenset(each["alpha_2"] for each in _register("iso3166-1"))


@cache
def _languages() -> frozenset[str]:
    return frozenset(each["alpha_2"] for each in _register("iso639-3") if "alpha_2" in each)


def _register(name: str) -> list[dict[str, str]]:
    """Return the entries of a register as pycountry ships it.

    Its files are read, not its code: that looks up its own version first and takes longer than all the rest
    of reading a code.
    """
    found = find_spec("pycountry")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise ModuleNotFoundError("pycountry is not installed", name="pycountry")
    told = json.loads((Path(folders[0]) / "databases" / f"{name}.json").read_bytes())
    entries: list[dict[str, str]] = told[name.removeprefix("iso")]
    return entries
