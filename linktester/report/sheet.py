"""A checklist on paper: one HTML page with a card for each check, made to be printed on A4 and filled in.

Everything stands in the page, nothing is loaded and no script runs. The codes are drawn on light ground also
where the reader's screen is dark.
"""

from itertools import islice
from pathlib import Path

from markupsafe import Markup

from linktester.model.checklist import Checklist
from linktester.report.cards import MOST_CODES, Card, answers, cards, facts, meanings, shown_link
from linktester.report.files import replacing
from linktester.report.phrases import Phrases
from linktester.report.templates import environment, ours, utf8
from linktester.wording import Words

LINK = 600
"""Characters of a link that stand on its card."""
LINK_WITHOUT_CODE = 1_500
SOURCES = 6
"""Sources that are named on a card."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_sheet(path: Path, checklist: Checklist, words: Words) -> None:
    """Write the cards of the first `MOST_CODES` checks; what is left out is told at the top.

    The file appears whole or not at all. Raises InputErrors when it cannot be written.
    """
    phrases = Phrases(words)
    templates = environment(phrases, css=ours("sheet.css"), csp=_POLICY, drawn=_drawn, link=_link)
    count = len(checklist.checks)
    card = templates.get_template("sheet-card.html")
    with replacing(path) as stream:
        top = templates.get_template("sheet-top.html").render(
            facts=tuple(facts(checklist, phrases)),
            left_out=max(0, count - MOST_CODES),
            limit=MOST_CODES,
            count=count,
            meanings=meanings(phrases),
        )
        stream.write(utf8(top))
        for each in islice(cards(checklist, phrases), MOST_CODES):
            told = card.render(c=each, count=count, answers=answers(phrases), most_sources=SOURCES)
            stream.write(utf8(told))
        stream.write(utf8(templates.get_template("sheet-end.html").render()))


def _drawn(card: Card) -> Markup:
    # Our own drawing: nothing but numbers is in it.
    return Markup(card.code.svg if card.code else "")


def _link(card: Card) -> str:
    return shown_link(card.check, LINK if card.code else LINK_WITHOUT_CODE)
