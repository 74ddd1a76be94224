"""Elements of OFD's XML, whatever prefix or namespace a program gives them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((one for one in element if local(one) == name), None)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below an element, in order."""
    return (one for one in element.iter() if local(one) == name)


def text_of(element: Element) -> str:
    """Return an element's text, empty where it has none."""
    return (element.text or "").strip()


def numbers(text: str) -> list[float]:
    """Return the numbers of a list, none where one is no number."""
    try:
        found = [float(word) for word in text.split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def number(element: Element, name: str, default: float) -> float:
    """Return the number of an attribute."""
    found = numbers(element.get(name, ""))
    return found[0] if found else default
