"""What people say of results, every version of it, and the pictures they took.

Works on a connection inside the archive's transaction, as `bodies` does; `Archive` is the way in.
"""

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from linktester import codec
from linktester.model.annotation import Annotation
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Message, message
from linktester.store import bodies

if TYPE_CHECKING:
    from sqlalchemy import Connection

MAX_PICTURE = 16 * 1024 * 1024
"""Octets of one screenshot."""
MAX_TEXT = 20_000
"""Characters of one text of an annotation."""
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TEXTS = ("note", "tester", "build", "device", "reason")
_INSERT = "INSERT INTO annotation (run, probe_key, document, screenshot) VALUES (?, ?, ?, ?)"
_LATEST = "SELECT document FROM annotation WHERE id IN (SELECT max(id) FROM annotation {where})"


def check(annotation: Annotation, picture: bytes | None) -> None:
    """Raise InputErrors with everything that is wrong with what shall be stored."""
    if annotation.at.tzinfo is None:
        raise ValueError("the time of an annotation has no zone")
    problems = [
        Problem(Place(path=name), message("annotation.too-long", limit=MAX_TEXT))
        for name in _TEXTS
        if len(getattr(annotation, name)) > MAX_TEXT
    ]
    said = None if picture is None else _wrong_picture(picture)
    if said is not None:
        problems.append(Problem(Place(path="screenshot"), said))
    if problems:
        raise InputErrors(problems)


def _wrong_picture(picture: bytes) -> Message | None:
    if len(picture) > MAX_PICTURE:
        return message("annotation.picture-too-big", limit_mib=MAX_PICTURE >> 20)
    return None if picture.startswith(_SIGNATURES) else message("annotation.not-a-picture")


def write(connection: "Connection", annotation: Annotation, picture: bytes | None) -> Annotation:
    """Add a checked annotation with its picture; return it as stored.

    Raises InputErrors when the run has no such result, or no picture is stored under the hash it names.
    """
    found = connection.exec_driver_sql(
        "SELECT 1 FROM result WHERE run = ? AND probe_key = ? LIMIT 1", (annotation.run, annotation.key)
    ).first()
    if found is None:
        _refuse("key", message("annotation.no-such-result", run=annotation.run, key=annotation.key[:80]))
    digest = _picture_kept(connection, annotation, picture)
    kept = replace(annotation, screenshot=None if digest is None else digest.hex())
    connection.exec_driver_sql(_INSERT, (kept.run, kept.key, _document(kept), digest))
    return kept


def _picture_kept(connection: "Connection", annotation: Annotation, picture: bytes | None) -> bytes | None:
    if picture is not None:
        digest = hashlib.sha256(picture).digest()
        # Through a table of its own: the archive's may remember the same octets as content that may go.
        bodies.Bodies().add(connection, [(digest, picture)], annotation.at.date(), lasting=True)
        return digest
    if annotation.screenshot is None:
        return None
    digest = _digest(annotation.screenshot)
    row = connection.exec_driver_sql(
        "SELECT 1 FROM annotation WHERE screenshot = ? LIMIT 1", (digest,)
    ).first()
    if row is None:
        _refuse("screenshot", message("annotation.no-such-picture", sha=annotation.screenshot[:80]))
    return digest


def read(connection: "Connection", run: str) -> tuple[Annotation, ...]:
    """Return what holds of a run's results, in the order it was last changed; blank ones are left out."""
    sql = _LATEST.format(where="WHERE run = ? GROUP BY probe_key") + " ORDER BY id"
    rows = connection.exec_driver_sql(sql, (run,))
    return tuple(one for (document,) in rows if not (one := _annotation(document)).is_blank)


def history(connection: "Connection", run: str, key: str) -> tuple[Annotation, ...]:
    """Return everything that was ever said of one result, oldest first, blank ones included."""
    sql = "SELECT document FROM annotation WHERE run = ? AND probe_key = ? ORDER BY id"
    return tuple(_annotation(document) for (document,) in connection.exec_driver_sql(sql, (run, key)))


def latest(connection: "Connection", run: str, key: str) -> Annotation | None:
    """Return what holds of one result, None when nothing does."""
    sql = _LATEST.format(where="WHERE run = ? AND probe_key = ?")
    row = connection.exec_driver_sql(sql, (run, key)).first()
    found = None if row is None else _annotation(row[0])
    return None if found is None or found.is_blank else found


def picture(connection: "Connection", sha: str) -> bytes | None:
    """Return the octets of a screenshot, None when there is none of that hash."""
    digest = _digest(sha)
    row = connection.exec_driver_sql(
        "SELECT 1 FROM annotation WHERE screenshot = ? LIMIT 1", (digest,)
    ).first()
    return None if row is None else bodies.load(connection, [digest]).get(digest)


def _digest(sha: str) -> bytes:
    """Return the octets of a hash; what is none gives octets that no picture has."""
    try:
        return bytes.fromhex(sha)
    except ValueError:
        return b""


def _document(annotation: Annotation) -> bytes:
    # ASCII, so that half a surrogate pair in a note comes back as it was.
    return json.dumps(codec.to_plain(annotation), ensure_ascii=True).encode()


def _annotation(document: bytes) -> Annotation:
    plain: dict[str, Any] = json.loads(document)
    return codec.from_plain(plain, Annotation)


def _refuse(path: str, said: Message) -> NoReturn:
    raise InputErrors([Problem(Place(path=path), said)])
