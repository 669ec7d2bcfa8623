"""A page as its elements and its words, to be looked through."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """Elements with their attributes, and the text that a reader sees."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        """As it stands there, piece by piece."""
        self._silent = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.elements.append((tag, dict(attrs)))
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        """Listen again after what is no text."""
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Remember text."""
        if not self._silent:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]

    def count(self, tag: str, **wanted: str) -> int:
        """Return how many elements have these attributes; `class_` stands for `class`."""
        return sum(
            all(attrs.get(key.rstrip("_")) == value for key, value in wanted.items())
            for attrs in self.all(tag)
        )

    @property
    def words(self) -> str:
        """The text, blanks made one."""
        return re.sub(r"\s+", " ", " ".join(self.text))
