from pathlib import Path

import pytest

from linktester.cli.serve import _sdk_command
from tests.fakes.terminals import say


@pytest.mark.parametrize("words", [("--port", "70000"), ("--tls-port", "a"), ("--nonsense",)])
def test_wrong_words_start_nothing(words, tmp_path: Path):
    assert say("serve", "--state-dir", str(tmp_path / "state"), *words).code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_command_that_finds_this_emulator_again_can_be_pasted():
    assert _sdk_command(None) == "linktester sdk"
    assert _sdk_command(Path("/a b")) == "linktester sdk --state-dir '/a b'"
