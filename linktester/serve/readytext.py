"""What the emulator says in words once it listens: where, with which keys, how an SDK is pointed at it."""

from collections.abc import Iterator, Mapping
from typing import Any

from linktester.model.message import Arg, message
from linktester.serve.options import ServeOptions
from linktester.wording import Words


def ready_text(ready: Mapping[str, Any], options: ServeOptions, token_file: str, words: Words) -> str:
    """Return the lines for people; `ready` is the ready event, `token_file` where the control token lies."""

    def say(code: str, **args: Arg) -> str:
        return words.say(message(code, **args))

    def lines() -> Iterator[str]:
        yield say("serve.ready")
        yield ""
        yield say("serve.ready-apis", url=ready["base_url"], tls=ready["tls_base_url"])
        yield say("serve.ready-keys", file=ready["credentials_file"])
        yield say("serve.ready-control", url=ready["control_url"], file=token_file)
        if options.sdk_command:
            yield ""
            yield say("serve.ready-sdk", command=options.sdk_command)
        yield ""
        if options.log_file is not None:
            yield say("serve.ready-log", file=str(options.log_file))
        elif not options.quiet:
            yield say("serve.ready-live")
        yield say("serve.ready-end")

    return "\n".join(lines())
