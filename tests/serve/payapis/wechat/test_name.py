import re

from linktester import resources
from linktester.serve.payapis import tables
from linktester.serve.payapis.wechat.name import NAME, limit, words


def test_numbers_and_words_come_from_the_tables() -> None:
    assert limit("token-life-seconds") == 7200
    assert words("mini-program")["name"]
    assert {error.status for error in tables.errors(NAME).values()} == {200}


def test_every_source_is_told() -> None:
    texts = [resources.read_text(name) for name in resources.names(f"payapis/{NAME}")]
    texts = [line for text in texts for line in text.splitlines() if line.startswith(("source", "#"))]
    named = {key for text in texts for key in re.findall(r"\b(?:WX)-[A-Z0-9-]+", text)}
    assert named == set(tables.words(NAME)["sources"])
