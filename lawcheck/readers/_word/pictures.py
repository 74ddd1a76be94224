"""Count the pictures of a Word file: what stands in them is not read."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_IMAGE = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_PAGE = 7_560_000 * 10_692_000  # A4 in square EMU
_LARGE = 0.5  # of a page: a scan, no photograph beside the text
_EMU_PER_POINT = 12_700
_POINTS = re.compile(r"(width|height):([\d.]+)pt")


class Pictures:
    """Pictures met on a walk: ``small`` ones, ``large`` ones that may be scanned pages, ``charts``."""

    TAGS = (_DRAWING + "inline", _DRAWING + "anchor", _SHAPE, *_IMAGE, *_CHARTS)

    def __init__(self) -> None:
        """Begin with none."""
        self.small = self.large = self.charts = 0
        self._sizes: list[float] = []

    def enter(self, element: Element) -> Callable[[], None] | None:
        """Take note of a frame, a picture or a chart; return what to do when leaving it."""
        if element.tag in _CHARTS:
            self.charts += 1
        elif element.tag in _IMAGE:
            large = bool(self._sizes) and self._sizes[-1] > _LARGE * _PAGE
            self.large, self.small = self.large + large, self.small + (not large)
        else:
            self._sizes.append(_size(element))
            return self._leave
        return None

    def _leave(self) -> None:
        self._sizes.pop()


def _size(frame: Element) -> float:
    """Return a frame's area in square EMU; 0 for one behind the text, which only decorates."""
    if frame.tag == _SHAPE:
        sides = dict(_POINTS.findall(frame.get("style", "")))
        try:
            return float(sides["width"]) * float(sides["height"]) * _EMU_PER_POINT**2
        except (KeyError, ValueError):
            return 0.0
    extent = frame.find(_DRAWING + "extent")
    if extent is None or frame.get("behindDoc") in ("1", "true"):
        return 0.0
    extents = (extent.get("cx", ""), extent.get("cy", ""))
    wide, high = (int(side) if side.isdecimal() and len(side) < 12 else 0 for side in extents)
    return float(wide * high)
