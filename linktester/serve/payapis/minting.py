"""Making what platforms hand out: tokens of letters and digits, the links that hold them, payers' codes.

The forms are data (`data/payapis/<family>/forms.toml`), each with how sure we are of it and its source.
"""

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from linktester import tables
from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Behaviour
from linktester.serve.state import Mint

_LETTERS = string.ascii_letters + string.digits
_FAIR = 256 - 256 % len(_LETTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of link: what it looks like, and how long the token in it is."""

    name: str
    text: str
    """With `{token}` and whatever else the platform puts in."""
    token: int
    """Letters of the token."""
    sure: str
    source: str


def letters(count: int) -> str:
    """Return that many letters and digits that nobody can guess."""
    made = ""
    while len(made) < count:
        # Octets beyond a multiple of the letters are left out, so that all letters are equally likely.
        made += "".join(
            _LETTERS[octet % len(_LETTERS)] for octet in secrets.token_bytes(count) if octet < _FAIR
        )
    return made[:count]


def digits(count: int) -> str:
    """Return that many random digits."""
    return f"{secrets.randbelow(10**count):0{count}d}"


@cache
def forms(family: str) -> Mapping[str, Form]:
    """Return a family's forms of links by name."""
    return {each.name: each for each in tables.rows(f"payapis/{family}/forms.toml", "form", Form)}


def fresh(family: str, name: str, /, **held: str) -> tuple[str, str]:
    """Return a new token and the link that holds it; `held` is what else its form asks for."""
    form = forms(family)[name]
    token = letters(form.token)
    return token, form.text.format(token=token, **held)


def payers_code(
    ground: Ground, platform: str, kept: str, code: str, *, behaviour: Behaviour, seconds: float
) -> str:
    """Keep a payer's own code, `code`, under the key `kept` for so many seconds of business time; return it.

    One that is to be found expired is so at once.
    """
    now = ground.clock.now()
    life = timedelta(seconds=0 if behaviour is Behaviour.EXPIRED else seconds)
    more = {"behaviour": behaviour}
    ground.minted.add(
        Mint(key=kept, platform=platform, kind="auth", made_at=now, expires_at=now + life, more=more)
    )
    return code
