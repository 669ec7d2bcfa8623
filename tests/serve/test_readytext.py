from pathlib import Path

import pytest

from linktester.serve import ServeOptions
from linktester.serve.readytext import ready_text
from linktester.wording import LANGUAGES, Words

READY = {
    "base_url": "http://127.0.0.1:8081",
    "tls_base_url": "https://127.0.0.1:8443",
    "control_url": "http://127.0.0.1:8082/_linktester/v1",
    "control_token": "very-secret",
    "credentials_file": "/state/credentials.json",
}


def text(language: str = "en", **options: object) -> str:
    made = ServeOptions(state_dir=Path("/state"), **options)
    return ready_text(READY, made, "/state/control-token", Words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_named_that_a_program_needs(language: str) -> None:
    said = text(language, sdk_command="linktester sdk")
    names = ("base_url", "tls_base_url", "control_url", "credentials_file")
    assert all(READY[name] in said for name in names)
    assert "linktester sdk" in said
    assert "/state/control-token" in said
    assert "Ctrl+C" in said


def test_the_token_itself_stays_in_its_file() -> None:
    assert "very-secret" not in text()


def test_nobody_is_sent_to_a_command_there_is_not() -> None:
    assert "linktester sdk" not in text()


def test_it_is_said_where_the_live_log_goes() -> None:
    assert "-q" in text()
    assert "-q" not in text(quiet=True)
    assert "/tmp/live.log" in text(log_file=Path("/tmp/live.log"))
