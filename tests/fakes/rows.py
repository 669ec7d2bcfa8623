"""Rows for tables: the made-up results' rows, one row with anything changed, and all sorts of rows."""

from dataclasses import replace

from hypothesis import strategies as st

from linktester.listing import Row, RowWords, parse, row_of
from linktester.model.annotation import Annotation, Status
from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.model.run import Match
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.report.phrases import Phrases
from linktester.wording import Words
from tests.fakes import results as fakes

ENGLISH, CHINESE = Phrases(Words("en")), Phrases(Words("zh_CN"))
NASTY = "=1+1 <b>\u202e\ud800\x1b[31m\n\t" + "e\u0301" * 200
"""What a table must show as text and survive."""


def row(index: int = 0, **changes: object) -> Row:
    """Return a row with a key of its own: a shop's link, blocked in a WeChat group in 2021."""
    made = row_of(
        index,
        fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "group", "2021-09-17"), fakes.BEFORE),
        run="r",
    )
    return replace(made, **{"key": f"{index:032x}", "case": f"case-{index + 1}", **changes})


def walled_garden() -> list[Row]:
    """Return the rows of the made-up run."""
    return [row_of(index, result, run="r") for index, result in enumerate(fakes.walled_garden())]


def said(key: str, status: Status | None = Status.FAILED, **changes: object) -> Annotation:
    """Return a person's word."""
    return replace(Annotation(run="r", key=key, status=status, tester="Wang", at=fakes.STARTED), **changes)


def matches(text: str, of: Row) -> bool:
    """Tell whether the filter `text`, which must be right, lets a row through."""
    found = parse(text)
    assert found.problems == ()
    return found.matches(of, RowWords(ENGLISH).searchable(of))


def _outcome(outcome: Outcome, cause: Cause) -> dict[str, object]:
    return {"outcome": outcome, "cause": cause if outcome is Outcome.INCONCLUSIVE else None}


def _of(index: int, verdict: dict[str, object], rest: dict[str, object]) -> Row:
    return row(index, **verdict, **rest)


ROWS = st.lists(
    st.builds(
        _of,
        st.just(0),
        st.builds(_outcome, st.sampled_from(Outcome), st.sampled_from(Cause)),
        st.fixed_dictionaries(
            {
                "host": st.sampled_from(["wechat", "qq", "alipay"]).map(PlatformId),
                "os": st.sampled_from(OS),
                "match": st.sampled_from(Match),
                "status": st.sampled_from([*Status, None]),
                "modifiers": st.sampled_from([(), (Modifier.CARRIED,), (Modifier.CARRIED, Modifier.PROMPT)]),
                "client": st.sampled_from(["", "8.0", "8.0.15", "8.01"]),
                "note": st.sampled_from(["", "Seen twice", "no, never", NASTY]) | st.text(max_size=5),
                "as_of": st.sampled_from(["2021-08-31", "2021-09-01", "2021-09-17", "2022-01-01"]).map(
                    fakes.day
                ),
                "case": st.sampled_from(["link-2", "link-10", "Link-1", "shop", ""]),
            }
        ),
    ),
    max_size=12,
).map(lambda rows: [replace(each, index=n, key=f"{n:032x}") for n, each in enumerate(rows)])
"""Up to twelve rows, all sorts."""
