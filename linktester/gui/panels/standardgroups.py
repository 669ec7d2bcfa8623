"""The standards of payment codes in groups, for lists people choose from."""

from collections.abc import Iterator

from linktester import payments
from linktester.gui.speech import Speech
from linktester.gui.widgets.groupedtree import Entry, Group
from linktester.model.payment import Standard


def standard_groups(speech: Speech) -> Iterator[Group]:
    """Yield every group with its standards, in the order of the table."""
    local = speech.phrases.words.local
    groups: dict[str, list[Standard]] = {}
    for each in payments.standards().values():
        groups.setdefault(each.group, []).append(each)
    for name, standards in groups.items():
        entries = [
            Entry(each.id, local(each.name), " ".join((*each.name.values(), each.country)))
            for each in standards
        ]
        yield Group(speech.t(f"codes.group-{name}"), entries, name)
