import re

from linktester import resources
from linktester.serve.payapis import tables
from linktester.serve.payapis.taobao.name import NAME, limit, words


def test_numbers_and_words_come_from_the_tables() -> None:
    assert limit("timestamp-skew-seconds") == 600
    assert "s.click.taobao.com" in words("promotion-hosts")
    assert {error.status for error in tables.errors(NAME).values()} == {200}


def test_every_source_is_told() -> None:
    texts = [resources.read_text(name) for name in resources.names(f"payapis/{NAME}")]
    texts = [line for text in texts for line in text.splitlines() if line.startswith(("source", "#"))]
    named = {key for text in texts for key in re.findall(r"\b(?:TOP|TPWD)-[A-Z0-9-]+", text)}
    assert named == set(tables.words(NAME)["sources"])
