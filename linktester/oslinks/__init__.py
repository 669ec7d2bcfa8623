"""What a phone's system does with a URI: which installed app takes it, how, and after what question.

Pure: everything it needs is in its arguments; it has seen no network and no pack.
"""

from linktester.oslinks.claims import (
    BROWSER,
    AppClaims,
    Handed,
    Mechanism,
    Prompt,
    Resolution,
    Tap,
    claims_host,
)

__all__ = ["BROWSER", "AppClaims", "Handed", "Mechanism", "Prompt", "Resolution", "Tap", "claims_host"]
