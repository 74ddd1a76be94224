"""Write small PDF files: Chinese in a font that is only named, so that no font need be embedded."""

from __future__ import annotations

import math
from collections.abc import Sequence

from makers.setting import HEIGHT, WIDTH, Picture, Run, Sheet

_FONT = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[%d 0 R]>>"
_CHARS = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(%s)/Supplement 0>>/DW 1000/W[1 95 500]/FontDescriptor 7 0 R>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
)
_IMAGE = b"/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8"
_LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)


def write_pdf(sheets: Sequence[Sheet], *, locked: bool = False, attached: bool = False) -> bytes:
    """Return a PDF; a locked one asks for a password."""
    first = 9  # the objects before are those that all pages share
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(sheets)))
    names = b"/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>]>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % (names if attached else b""),
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(sheets)),
        _FONT % (b"UniGB-UTF16-H", 4),
        _CHARS % b"GB1",
        _FONT % (b"Identity-H", 6),  # nothing tells its characters
        _CHARS % b"Identity",
        _DESCRIPTOR,
        _stream(b"\x80\x90\xa0\xb0", _IMAGE),
    ]
    for index, sheet in enumerate(sheets):
        objects += [_page(sheet, first + 2 * index + 1), _stream(_content(sheet))]
    return _file(objects, _LOCKED if locked else b"")


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + end % (len(objects) + 1, trailer, len(data))


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def _page(sheet: Sheet, content: int) -> bytes:
    size = (HEIGHT, WIDTH) if sheet.turn % 2 else (WIDTH, HEIGHT)
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R/Resources"
        b"<</Font<</plain 3 0 R/blind 5 0 R>>/XObject<</grey 8 0 R>>>>>>"
    ) % (*size, 90 * sheet.turn, content)


def _content(sheet: Sheet) -> bytes:
    turned = {0: "", 1: f"0 1 -1 0 {HEIGHT} 0 cm ", 2: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm "}[sheet.turn]
    parts = [turned, *map(_picture, sheet.pictures), *map(_run, sheet.runs)]
    parts += [f"{100 + n} 100 m {100 + n} 104 l S" for n in range(sheet.strokes)]
    return "\n".join(parts).encode()


def _picture(it: Picture) -> str:
    return f"q {it.width} 0 0 {it.height} {it.x} {HEIGHT - it.y - it.height} cm /grey Do Q"


def _run(run: Run) -> str:
    angle = math.radians(run.slant)
    a, b = math.cos(angle), math.sin(angle)
    codes = run.text.encode("utf-16-be").hex()
    place = f"{a:.4f} {b:.4f} {-b:.4f} {a:.4f} {run.x:.2f} {HEIGHT - run.y:.2f}"
    return f"BT /{run.font} {run.size} Tf {place} Tm <{codes}> Tj ET"
