"""Values to begin with when a link is built: those of the family's own sourced examples."""

from collections.abc import Iterator, Mapping

from linktester import links
from linktester.links import Family
from linktester.model.case import Case
from linktester.model.errors import InputErrors
from linktester.suite import bundled

SAMPLE = "first-steps"


def sample() -> Case:
    """Return the case that a newcomer is shown first, with its places."""
    return bundled(SAMPLE).cases[0]


def examples(family: Family) -> Mapping[str, str]:
    """Return field → value as it stands in the family's first example; fields it lacks are left out."""
    for vector in family.vectors:
        if vector.positive:
            return dict(vector.fields) if vector.owner else dict(links.parse(vector.link).layers[0].fields)
    return {}


def beginning(family: Family) -> Mapping[str, str]:
    """Return the fewest values of the example that make a link; empty when it makes none."""
    return next((fields for fields in _attempts(family) if _builds(family, fields)), {})


def _attempts(family: Family) -> Iterator[Mapping[str, str]]:
    known = examples(family)
    required = {spec.name for spec in family.fields if spec.required}
    if required:
        yield {name: value for name, value in known.items() if name in required}
    for vector in family.vectors:
        if vector.positive:
            yield vector.fields
    yield known


def _builds(family: Family, fields: Mapping[str, str]) -> bool:
    try:
        links.build(family.id, fields)
    except InputErrors:
        return False
    return True
