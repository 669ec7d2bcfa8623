from pathlib import Path

import pytest

from tests.fakes.terminals import say


@pytest.mark.parametrize("words", [("--port", "70000"), ("--tls-port", "a"), ("--nonsense",)])
def test_wrong_words_start_nothing(words, tmp_path: Path):
    assert say("serve", "--state-dir", str(tmp_path / "state"), *words).code == 2
    assert list(tmp_path.iterdir()) == []
