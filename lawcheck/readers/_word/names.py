"""Names in WordprocessingML, and the few ways in which its properties are written."""

from __future__ import annotations

from xml.etree.ElementTree import Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
W = f"{{{MAIN}}}"
_STRICT = (  # the strict form of the standard says the same in other namespaces
    (STRICT_MAIN.encode(), MAIN.encode()),
    (STRICT_RELATIONSHIPS.encode(), RELATIONSHIPS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
_OFF = ("0", "false", "off", "none")


def transitional(data: bytes) -> bytes:
    """Return a part of a Strict file with the namespaces of the usual form."""
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def value(parent: Element | None, name: str) -> str | None:
    """Return the ``w:val`` of a child, None where there is no such child or value."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val")


def number(parent: Element | None, name: str) -> int | None:
    """Return the ``w:val`` of a child as a number, None where it is none."""
    return integer(value(parent, name))


def integer(text: str | None) -> int | None:
    """Return a number as written in an attribute, None where it is none or absurdly large."""
    try:
        found = int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None
    return found


def switch(parent: Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off, None where it is not mentioned."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1").lower() not in _OFF
