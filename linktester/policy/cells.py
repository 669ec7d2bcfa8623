"""The cells of the two published matrices, and what they say: the yardstick for the packs, not a rule."""

from collections.abc import Mapping
from functools import cache

from linktester import resources
from linktester.codec import structure
from linktester.tomltext import parse

FILE = "packs/cells.toml"
ERAS = ("E0", "E1", "E2", "E3")


@cache
def cells() -> Mapping[str, tuple[str, ...]]:
    """Return cell id (`A/wechat/chat/TB/E1`) → what stands there, `HONORED+confirm D` each; empty = unknown.

    A letter `=` means carried from the era before. Raises InputErrors when the packaged table is broken.
    """
    document = parse(resources.read_text(FILE), FILE)
    rows = structure(document.value.get("cell", {}), dict[str, dict[str, tuple[str, ...]]], document)
    return {f"{row}/{era}": row_cells.get(era, ()) for row, row_cells in rows.items() for era in ERAS}


def cell_ids() -> frozenset[str]:
    """Return the ids of all cells."""
    return frozenset(cells())
