"""What a phone's system does with a URI: which installed app takes it, how, and after what question.

Pure: everything it needs is in its arguments; it has seen no network and no pack.
"""

from linktester.oslinks.claims import (
    BROWSER,
    AppClaims,
    Mechanism,
    Prompt,
    Resolution,
    claims_host,
    resolve,
)
from linktester.oslinks.intents import AndroidIntent, parse_intent

__all__ = [
    "BROWSER",
    "AndroidIntent",
    "AppClaims",
    "Mechanism",
    "Prompt",
    "Resolution",
    "claims_host",
    "parse_intent",
    "resolve",
]
