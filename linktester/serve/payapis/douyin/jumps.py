"""Jump links into Douyin itself: a user's page, a chat, a video, the page that shares something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin.answers import Problem, done
from linktester.serve.payapis.douyin.asked import OTHER_BAD_PARAMETER, JumpWish, body, caller, seconds
from linktester.serve.payapis.douyin.name import JUMP, NAME, key
from linktester.serve.state import Mint

_WEBVIEW = "snssdk1128://webview?url="
_LAST_SECOND = 32_503_680_000
"""The year 3000; whatever ends later ends never."""


@dataclass(frozen=True, slots=True)
class _Jump:
    """What one kind of jump link asks for."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    wrapped: bool = True
    """Whether the link is given as the app's own scheme around the web address."""


_JUMPS: Mapping[str, _Jump] = {
    "get_user_profile": _Jump(any_of=("open_id", "account"), wrapped=False),
    "get_chat": _Jump(any_of=("open_id", "account")),
    "get_item_info": _Jump(any_of=("video_id", "item_id")),
    "get_share": _Jump(all_of=("client_ticket",), any_of=("image_path", "image_list_path", "video_path")),
}


def handlers() -> Mapping[str, Callable[[ApiCall], Answer]]:
    """Return the function that answers each kind, by its name in the path."""
    return {kind: partial(_answer, kind) for kind in _JUMPS}


def _answer(kind: str, call: ApiCall) -> Answer:
    owner, wish = caller(call), body(call, JumpWish, OTHER_BAD_PARAMETER)
    jump, now = _JUMPS[kind], call.ground.clock.now()
    held = {name: getattr(wish, name) for name in (*jump.all_of, *jump.any_of) if getattr(wish, name)}
    if any(name not in held for name in jump.all_of) or not any(name in held for name in jump.any_of):
        raise Problem(OTHER_BAD_PARAMETER, ", ".join((*jump.all_of, *jump.any_of)))
    ends = _end(seconds(wish.expire_at), now)
    token, text = minting.fresh(NAME, "jump", client_key=quote(owner))
    call.ground.minted.add(
        Mint(
            key=key(JUMP, token),
            platform=NAME,
            kind=kind,
            made_at=now,
            expires_at=ends,
            more=held,
        )
    )
    return done(call, {"schema": _WEBVIEW + quote(text, safe="") if jump.wrapped else text})


def _end(moment: int | None, now: datetime) -> datetime | None:
    """Return when the link ends, None for never. Raises Problem for what is past."""
    if moment is None or moment <= now.timestamp():
        raise Problem(OTHER_BAD_PARAMETER, "expire_at")
    return datetime.fromtimestamp(moment, UTC) if moment < _LAST_SECOND else None
