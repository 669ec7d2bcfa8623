"""Cookies of one probe, by the standard library's jar; made only when a server sets one."""

from http.cookiejar import CookieJar
from urllib.request import Request

from linktester.urls import Url, whole

_MAX_SET = 50
"""`Set-Cookie` lines read from one answer."""


class Cookies:
    """A jar that costs nothing until it is needed."""

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def header(self, url: Url) -> str:
        """Return the `Cookie` header's value for a request to `url`, empty for none."""
        if self._jar is None:
            return ""
        request = Request(url.href)
        self._jar.add_cookie_header(request)
        return str(request.get_header("Cookie", ""))

    def take(self, url: Url, headers: tuple[tuple[str, str], ...]) -> None:
        """Keep what an answer from `url` sets."""
        lines = [whole(value) for name, value in headers if name.lower() == "set-cookie"][:_MAX_SET]
        if not lines:
            return
        if self._jar is None:
            self._jar = CookieJar()
        self._jar.extract_cookies(_Answer(lines), Request(url.href))  # type: ignore[arg-type]


class _Answer:
    """As much of a response, and of its headers, as a cookie jar looks at."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def info(self) -> "_Answer":
        """Return the headers."""
        return self

    def get_all(self, name: str, default: list[str]) -> list[str]:
        """Return the values of one header."""
        return self._lines if name.lower() == "set-cookie" else default
