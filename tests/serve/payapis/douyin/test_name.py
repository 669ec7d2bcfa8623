import re

from linktester import resources
from linktester.serve.payapis import tables
from linktester.serve.payapis.douyin.name import NAME, limit


def test_numbers_come_from_the_tables() -> None:
    assert limit("most-days") == 180
    assert {error.status for error in tables.errors(NAME).values()} == {200, 404, 405}


def test_every_source_is_told() -> None:
    texts = [resources.read_text(name) for name in resources.names(f"payapis/{NAME}")]
    texts = [line for text in texts for line in text.splitlines() if line.startswith(("source", "#"))]
    named = {key for text in texts for key in re.findall(r"\b(?:DY)-[A-Z0-9-]+", text)}
    assert named == set(tables.words(NAME)["sources"])
