"""Write small OFD files as GB/T 33190 lays them out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from makers.setting import HEIGHT, WIDTH, Picture, Run, Sheet, wide

MM = 25.4 / 72
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_ofd(
    *documents: Sequence[Sheet], template: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OFD with one or more documents; ``template`` is the content printed on each page."""
    files: dict[str, str | bytes] = {"OFD.xml": _entry(len(documents))}
    for number, sheets in enumerate(documents):
        files[f"Doc_{number}/Document.xml"] = _document(len(sheets), template)
        for index, sheet in enumerate(sheets):
            files[f"Doc_{number}/Pages/Page_{index}/Content.xml"] = _page(sheet, template)
        if template:
            files[f"Doc_{number}/Tpls/Tpl_0/Content.xml"] = _wrapped("Page", _layer(template))
    return pack({**files, **(more or {})})


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _wrapped(name: str, inside: str) -> str:
    return f"{_HEAD}<ofd:{name} {_SPACE}>{inside}</ofd:{name}>"


def _entry(documents: int) -> str:
    # the first path counts from the top, the others from the folder of the file: both are allowed
    places = ["/Doc_0/Document.xml", *(f"Doc_{number}/Document.xml" for number in range(1, documents))]
    bodies = (f"<ofd:DocBody><ofd:DocRoot>{place}</ofd:DocRoot></ofd:DocBody>" for place in places)
    return _wrapped("OFD", "".join(bodies))


def _document(pages: int, template: str) -> str:
    listed = "".join(
        f'<ofd:Page ID="{100 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>' for index in range(pages)
    )
    box = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH * MM} {HEIGHT * MM}</ofd:PhysicalBox></ofd:PageArea>"
    told = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    common = f"<ofd:CommonData>{box}{told}</ofd:CommonData>"
    return _wrapped("Document", f"{common}<ofd:Pages>{listed}</ofd:Pages>")


def _page(sheet: Sheet, template: str) -> str:
    objects = [*map(_picture, sheet.pictures), *map(text_object, sheet.runs)]
    objects += ['<ofd:PathObject Boundary="30 30 1 1"/>'] * sheet.strokes
    used = '<ofd:Template TemplateID="7" ZOrder="Background"/>' if template else ""
    return _wrapped("Page", used + _layer("".join(objects)))


def _layer(objects: str) -> str:
    return f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"


def _picture(it: Picture) -> str:
    box = " ".join(f"{value * MM:.3f}" for value in (it.x, it.y, it.width, it.height))
    return f'<ofd:ImageObject Boundary="{box}" ResourceID="3"/>'


def text_object(run: Run) -> str:
    """Return a line of text: its characters one by one, equal distances told once."""
    size = run.size * MM
    angle = math.radians(run.slant)
    turn = f"{math.cos(angle):.4f} {-math.sin(angle):.4f} {math.sin(angle):.4f} {math.cos(angle):.4f} 0 0"
    ctm = f' CTM="{turn}"' if run.slant else ""
    box = f"{run.x * MM:.3f} {run.y * MM - size:.3f} 200 {size * 1.2:.3f}"
    deltas = f' DeltaX="{_deltas(run.text, size)}"' if len(run.text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{box}"{ctm} Font="1" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{size:.4f}"{deltas}>{escape(run.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(text: str, size: float) -> str:
    parts: list[tuple[int, float]] = []
    for char in text[:-1]:
        step = size if wide(char) else size / 2
        count = parts.pop()[0] + 1 if parts and parts[-1][1] == step else 1
        parts.append((count, step))
    return " ".join(
        f"g {count} {step:.4f}" if count > 2 else " ".join([f"{step:.4f}"] * count) for count, step in parts
    )
