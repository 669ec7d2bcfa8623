"""The packs against the second transcription of the matrices, row by row."""

from linktester.model.citation import Confidence
from linktester.policy import load
from tests.fakes.answers import agrees, answer, wanted
from tests.fakes.matrix import Row, rows

PACKS = load()
UNDERSTOOD = {
    "wechat/chat/TX/jd-item/host 2016-08-15": "the table takes the letter of 2021 (P) for the one report of "
    "2016, which is anecdotal; the row of TB on the same day has A",
}
"""Rows in which the table, not the packs, is in doubt."""


def key(row: Row) -> str:
    return f"{row.cell} {row.as_of:%Y-%m-%d}"


def test_every_row_is_what_the_packs_say() -> None:
    differing = {}
    for row in rows():
        found = answer(PACKS, row)
        if not agrees(row, found):
            differing[key(row)] = f"{row}: table {wanted(row)}; packs {found}"
    unexpected = [said for name, said in differing.items() if name not in UNDERSTOOD]
    assert not unexpected, "\n".join(unexpected)
    assert differing.keys() == UNDERSTOOD.keys(), "no longer different: take it off the list"


def test_assuming_inferred_rules_changes_only_what_the_table_says_it_changes() -> None:
    both = {(row.cell, row.os, row.client, row.as_of) for row in rows() if row.inferred}
    differing = []
    for row in rows():
        assuming, plain = answer(PACKS, row, frozenset(Confidence)), answer(PACKS, row)
        if str(assuming) != str(plain) and (row.cell, row.os, row.client, row.as_of) not in both:
            differing.append(f"{row}: {plain}; assuming {assuming}")
    assert not differing, "\n".join(differing)
