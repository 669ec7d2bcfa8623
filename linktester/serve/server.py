"""The emulator's process: start, tell where it listens, answer until it is told to stop.

With `--json` standard output carries exactly one line: ready, or failed with a code and words; without, the
same in words for people. Everything else, the live log too, goes to standard error. It stops on SIGTERM or
SIGINT, on `POST /shutdown`, and at the end of standard input when asked to, and is gone within five seconds.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.message import message
from linktester.serve.files import write_private
from linktester.serve.lock import READY_FILE, Held, StateLock, running
from linktester.serve.options import ServeOptions
from linktester.serve.readytext import ready_text
from linktester.serve.routing import LOOPBACK
from linktester.wording import Words, choose_language

if TYPE_CHECKING:
    from linktester.serve.livelog import LiveLog

EXIT_ENDED = 0
EXIT_BAD_INPUT = 2
EXIT_FAULT = 3
MOST_MISTAKES = 50
"""Told in the failed event; its line has to stay short enough for whoever reads it."""
_log = logging.getLogger(__name__)


def main(options: ServeOptions) -> int:
    """Run an emulator until it is told to stop; return the process's exit code."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    words = Words(options.language or choose_language())
    try:
        return _guarded(options, words)
    except InputErrors as errors:
        _tell(options, _failed("serve.bad-packs", _all_mistakes(errors, words)))
        return EXIT_BAD_INPUT
    except EnvironmentFault as fault:
        _tell(options, _failed(fault.message.code, words.say(fault.message)))
        return EXIT_FAULT


def _guarded(options: ServeOptions, words: Words) -> int:
    if options.host not in LOOPBACK and not options.allow_remote:
        raise EnvironmentFault(message("serve.not-loopback", host=options.host))
    if options.ready_file is not None and _is_special(options.ready_file):
        raise EnvironmentFault(message("serve.bad-ready-file", file=str(options.ready_file)))
    try:
        lock = StateLock(options.state_dir)
    except Held:
        return _already_running(options, words)
    with lock:
        try:
            _run(options, words)
        finally:
            for file in _ready_files(options):
                file.unlink(missing_ok=True)
    return EXIT_ENDED


def _run(options: ServeOptions, words: Words) -> None:
    # Imported here: a start that fails at the lock should not pay for the listeners.
    from linktester.serve.listeners import TOKEN_FILE, Listeners  # noqa: PLC0415

    log = _live_log(options, words)
    try:
        listeners = Listeners(options)
        if log is not None:
            listeners.ground.watch(log.take)

        def announce() -> None:
            line = listeners.ready_line()
            for file in _ready_files(options):
                write_private(file, _line(line).encode("ascii") + b"\n")
            token_file = str((options.state_dir / TOKEN_FILE).resolve())
            _tell(options, line, "" if options.json else ready_text(line, options, token_file, words))

        listeners.run(announce)
    finally:
        if log is not None:
            log.close()


def _live_log(options: ServeOptions, words: Words) -> "LiveLog | None":
    """Start the live log that is wished for. Raises EnvironmentFault when its file cannot be written."""
    if options.log_file is None and (options.quiet or options.json):
        return None
    from linktester.serve import livelog  # noqa: PLC0415 - a child of a run has none

    if options.log_file is not None:
        return livelog.on_file(words, options.log_file)
    return livelog.on_stream(words, sys.stderr, os.environ) if sys.stderr is not None else None


def _already_running(options: ServeOptions, words: Words) -> int:
    """Refuse to be a second writer, and tell where the first one listens so that others can attach."""
    said = message("serve.already-running", folder=str(options.state_dir))
    event = _failed(said.code, words.say(said))
    other = running(options.state_dir)
    if other is not None:
        event["running"] = {**other, "attached": True}
    _tell(options, event)
    return EXIT_FAULT


def _ready_files(options: ServeOptions) -> tuple[Path, ...]:
    own = options.state_dir / READY_FILE
    return (own, options.ready_file) if options.ready_file else (own,)


def _is_special(file: Path) -> bool:
    """Tell whether `file` is a folder, device or pipe: replacing and removing that would do harm."""
    return file.exists() and not file.is_file()


def _all_mistakes(errors: InputErrors, words: Words) -> str:
    told = [f"{each.place} {words.say(each.message)}".strip() for each in errors.problems[:MOST_MISTAKES]]
    more = len(errors.problems) - len(told)
    rest = [words.say(message("serve.more-mistakes", count=more))] if more else []
    return "\n".join([words.say(message("serve.bad-packs")), *told, *rest])


def _failed(code: str, said: str) -> dict[str, Any]:
    return {"event": "failed", "code": code, "message": said}


def _line(event: dict[str, Any]) -> str:
    # In ASCII: paths may hold octets that are no UTF-8, and have to come back as they were.
    return json.dumps(event, ensure_ascii=True, separators=(",", ":"))


def _tell(options: ServeOptions, event: dict[str, Any], sentence: str | None = None) -> None:
    """Print the one line, or what stands for it in words."""
    line = _line(event) if options.json else (sentence or str(event["message"]))
    try:
        print(line, flush=True)  # noqa: T201 - the process's one word to its parent
    except OSError as error:
        _log.warning("nobody reads standard output: %s", error)
