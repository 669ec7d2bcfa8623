"""What the objects of a scheme are called, also those that a code leaves out."""

from collections.abc import Iterator, Mapping
from functools import cache

from linktester.model.payment import StandardId, Title
from linktester.payments.emv.profile import EMVCO, Profile, expanded, profiles
from linktester.payments.emv.rules import at_home


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:
    """Return path → title: EMVCo's objects, the scheme's in every template that its identifier may open."""
    own = profiles()[standard]
    homes = tuple(home for each in own.templates for home in expanded(each)) or ("",)
    known = {**dict(_named(profiles()[EMVCO], ("",))), **dict(_named(own, homes))}
    return {path: title for path, title in known.items() if title["en"]}


def _named(profile: Profile, homes: tuple[str, ...]) -> Iterator[tuple[str, Title]]:
    for rule in profile.object:
        for path in (path for home in homes for path in expanded(at_home(rule.path, home))):
            yield path, rule.title
            for part in rule.parts:
                yield f"{path}/{part.name}", part.title
