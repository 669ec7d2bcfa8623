"""What stands above the cases of a suite, taken from one state to another: name, title, matrix, sites.

None means that the text is laid out in a way that cannot be followed.
"""

from collections.abc import Sequence

from linktester.model.case import Suite
from linktester.model.world import Site
from linktester.project.arrange import Piece, arranged
from linktester.project.layout import Blocks, Layout
from linktester.project.pairs import changed
from linktester.suite import render, write_matrix, write_site


def with_head(data: bytes, old: Suite, new: Suite, eol: bytes) -> bytes | None:
    """Return the text with the new name and title."""
    before, after = render.head_values(old), render.head_values(new)
    if before == after:
        return data
    layout = Layout.of(data)
    return None if layout is None else changed(layout, layout.root, before, after, eol)


def with_matrix(data: bytes, old: Suite, new: Suite, eol: bytes) -> bytes | None:
    """Return the text with the new default axes."""
    if old.matrix == new.matrix:
        return data
    layout = Layout.of(data)
    if layout is None:
        return None
    table = layout.table("matrix")
    if table is None:
        return _with_new_matrix(layout, new, eol)
    return changed(layout, table, render.matrix_values(old.matrix), render.matrix_values(new.matrix), eol)


def with_sites(data: bytes, old: Suite, new: Suite, eol: bytes) -> bytes | None:
    """Return the text with the new stand-ins."""
    if old.sites == new.sites:
        return data
    layout = Layout.of(data)
    blocks = None if layout is None else layout.blocks("site")
    if layout is None or blocks is None or len(blocks.bodies) != len(old.sites):
        return None
    places = {site.host: index for index, site in enumerate(old.sites)}
    pieces = [_site(blocks, old.sites, places.pop(site.host, None), site, eol) for site in new.sites]
    return arranged(blocks, pieces, eol) if blocks.bodies else _above_cases(layout, pieces, eol)


def octets(text: str, eol: bytes) -> bytes:
    """Return freshly written lines as a body: ended as this text ends them, the last one not at all."""
    return text.rstrip("\n").encode().replace(b"\n", eol)


def _with_new_matrix(layout: Layout, new: Suite, eol: bytes) -> bytes:
    data, block = layout.data, octets(write_matrix(new.matrix), eol)
    if not layout.tables:
        return data.rstrip() + (eol * 2 if data.strip() else b"") + block + eol
    first = layout.tables[0].rows[0]
    spot = layout.whole(first, first)[0]
    above = b"" if not data[:spot].strip() or data[:spot].endswith(eol * 2) else eol
    return data[:spot] + above + block + eol * 2 + data[spot:]


def _site(blocks: Blocks, old: Sequence[Site], at: int | None, site: Site, eol: bytes) -> Piece:
    anew = octets(write_site(site), eol)
    if at is None:
        return Piece(None, anew)
    if old[at] == site:
        return Piece(at)
    layout = Layout.of(blocks.bodies[at])
    if layout is None or not layout.tables:
        return Piece(at, anew)
    before, after = render.site_values(old[at]), render.site_values(site)
    return Piece(at, changed(layout, layout.tables[0], before, after, eol))


def _above_cases(layout: Layout, sites: Sequence[Piece], eol: bytes) -> bytes | None:
    cases = layout.blocks("case")
    if cases is None:
        return None
    return arranged(cases, [*sites, *map(Piece, range(len(cases.bodies)))], eol)
