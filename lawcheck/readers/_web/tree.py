"""A page's source → a tree of elements, as lenient as browsers are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

_VOID_WORDS = """
area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_WORDS.split())
_BLOCKS_WORDS = """
address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_WORDS.split())
_ENDED_BY = {  # what the start of an element ends
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tr", "td", "th", "thead", "tbody"),
    "option": ("option",),
    "a": ("a",),
}
_WALLS = frozenset(("table", "td", "th", "html", "body"))  # an end tag inside ends nothing outside
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Node:
    """An element: its tag, attributes and children, which are elements and texts."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        """Make an element without children."""
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []

    @property
    def seen(self) -> bool:
        """False for an element that a browser does not show."""
        return "hidden" not in self.attributes and not _UNSEEN.search(self.attributes.get("style", ""))

    def walk(self) -> Iterator[Node]:
        """Yield the element and every element in it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def text(self) -> str:
        """Return all text in it, white space as in the source."""
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                stack += reversed(item.children)
        return "".join(pieces)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {}, None)
        self._opened = [self.root]
        self._counts: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self._counts["p"]:
            self._end("p")
        for ended in _ENDED_BY.get(tag, ()):
            self._end(ended)
        node = Node(tag, {name: value or "" for name, value in attrs}, self._opened[-1])
        self._opened[-1].children.append(node)
        if tag not in _VOID:
            self._opened.append(node)
            self._counts[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in ("div", "p", "span", "a"):  # browsers do not heed <div/>
            self._end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not self._counts["p"]:
            self._opened[-1].children.append(Node("br", {}, self._opened[-1]))
        else:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        self._opened[-1].children.append(data)

    def _end(self, tag: str) -> None:
        """End the innermost open element of a tag with all in it, but reach through no table cell."""
        if not self._counts[tag]:
            return
        for depth in range(len(self._opened) - 1, 0, -1):
            there = self._opened[depth].tag
            if there == tag:
                for node in self._opened[depth:]:
                    self._counts[node.tag] -= 1
                del self._opened[depth:]
                return
            if there in BLOCKS and tag not in BLOCKS:  # <b><p>…</b>…</p>: a block goes on behind it
                self._forget(tag)
                return
            if there in _WALLS and not (tag in _WALLS or tag in ("tr", "tbody", "thead", "tfoot")):
                return
            if there == "table" and tag in ("tr", "td", "th", "li", "tbody", "thead"):
                return

    def _forget(self, tag: str) -> None:
        """Make the innermost open element of a tag one without a meaning."""
        for node in reversed(self._opened):
            if node.tag == tag:
                node.tag = "span"
                self._counts[tag] -= 1
                self._counts["span"] += 1
                return


def plain(text: str) -> str:
    """Return a text with its white space as single blanks."""
    return " ".join(text.split())


def tight(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def parse(source: str) -> Node:
    """Return the root of a page's elements; the source is that of `split_source`."""
    builder = _Builder()
    builder.feed(source)
    builder.close()
    return builder.root
