"""Make the manual's pictures anew: ``python docs/images/make.py [NAME …]``.

Wants what the tests want (extra ``test``), a Chromium, and LibreOffice for the Word copy.
"""

from __future__ import annotations

import ctypes
import shutil
import signal
import struct
import subprocess
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from playwright.sync_api import Browser, Page, ViewportSize
from pypdfium2 import raw

HERE = Path(__file__).resolve().parent
PAPERS = HERE.parent / "papers"
DRAFT = "初稿.docx"
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from browsing import browser  # noqa: E402 - the tests' browser, found by the line above

_SIZE: ViewportSize = {"width": 1180, "height": 760}
_SCALE = 1.3
_NOTES = '{"ExportNotes":{"type":"boolean","value":"true"}}'
_ABOVE = 110  # pixels of the paper's upper margin that are left out
_CHARS = ctypes.POINTER(ctypes.c_ushort)
_SHEET = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>
body {{ margin: 0; position: relative; height: 760px; overflow: hidden; background: #eee }}
img {{ position: absolute; top: -{above}px }}
div {{ position: absolute; top: {top:.0f}px; left: {width}px; right: 0; padding: 0 10px }}
p {{ margin: 0 0 10px; padding: 6px 8px; white-space: pre-wrap;
  font: 13px/1.5 sans-serif; background: #fff6c8; border-left: 3px solid #d9a400 }}
</style><img src="sheet.png"><div>{boxes}</div>"""
_PIXELS = """async (address) => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const { width, height } = picture;
  const board = new OffscreenCanvas(width, height).getContext("2d");
  board.drawImage(picture, 0, 0);
  const { data } = board.getImageData(0, 0, width, height);
  let text = "";
  for (let at = 0; at < data.length; at += 4)
    text += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
  return btoa(text);
}"""


def main(names: list[str]) -> int:
    """Make the pictures that are named, or all."""
    for name in names or PICTURES:
        with TemporaryDirectory() as folder:
            PICTURES[name](Path(folder), HERE / f"{name}.png")
        print(f"{name}.png: {(HERE / f'{name}.png').stat().st_size // 1000} KB")
    return 0


def lawcheck(*args: str | Path) -> None:
    """Run lawcheck; gaps and unreadable files are what the pictures show."""
    command = [sys.executable, "-m", "lawcheck", *map(str, args)]
    done = subprocess.run(command, cwd=PAPERS, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(done.returncode)


def report(folder: Path, picture: Path) -> None:
    """A draft's report as a web page."""
    page = folder / "report.html"
    lawcheck("check", DRAFT, "-o", page)
    _take(page.as_uri(), picture)


def overview(folder: Path, picture: Path) -> None:
    """The overview of a folder as a web page, from its table of issuers on."""
    page = folder / "overview.html"
    lawcheck("check", "2025年", "-o", page)
    _take(page.as_uri(), picture, "section:has(#matrix)")


def word(folder: Path, picture: Path) -> None:
    """The first page of a draft's commented Word copy, as LibreOffice opens it, its comments beside it."""
    copy = folder / "copy.docx"
    lawcheck("annotate", DRAFT, "-o", copy)
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    wanted = ["--headless", "--convert-to", f"pdf:writer_pdf_Export:{_NOTES}", "--outdir", str(folder)]
    subprocess.run([office, profile, *wanted, str(copy)], check=True, capture_output=True)
    with pypdfium2.PdfDocument(copy.with_suffix(".pdf")) as document:
        sheet = document[0]
        drawn = sheet.render(scale=_SCALE, rev_byteorder=True)
        data, stride, width = bytes(drawn.buffer), drawn.stride, drawn.width
        _write(folder / "sheet.png", width, [data[at : at + width * 3] for at in range(0, len(data), stride)])
        comments = list(_comments(sheet))
    page = folder / "page.html"
    boxes = "".join(f"<p>{escape(text)}</p>" for _, text in comments)
    page.write_text(
        _SHEET.format(boxes=boxes, width=width, above=_ABOVE, top=comments[0][0] - _ABOVE), "utf-8"
    )
    _take(page.as_uri(), picture)


def page(folder: Path, picture: Path) -> None:
    """The page of ``lawcheck serve``, with a draft dropped into it."""
    command = [sys.executable, "-m", "lawcheck", "serve", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving, browser() as opened:
        told = "".join(serving.stdout.readline() for _ in range(2)) if serving.stdout else ""
        shown = opened.new_page(viewport=_SIZE)
        shown.goto(told[told.index("http") :].strip())
        shown.locator("#files").set_input_files(PAPERS / DRAFT)
        shown.frame_locator("#report").locator("h1").first.wait_for()
        _keep(opened, shown, picture)
        serving.send_signal(signal.SIGINT)


def _comments(sheet: pypdfium2.PdfPage) -> Iterator[tuple[float, str]]:
    """Yield the comments of a page: how far from its top in pixels, and the text."""
    for index in range(raw.FPDFPage_GetAnnotCount(sheet)):
        note = raw.FPDFPage_GetAnnot(sheet, index)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_TEXT:
            corners = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(note, corners)
            length = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            held = ctypes.create_string_buffer(length)
            raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(held, _CHARS), length)
            yield (sheet.get_height() - corners.top) * _SCALE, held.raw.decode("utf-16-le").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)


def _take(address: str, picture: Path, first: str = "body") -> None:
    with browser() as opened:
        shown = opened.new_page(viewport=_SIZE)
        shown.goto(address)
        shown.locator(first).first.evaluate("it => it.scrollIntoView()")
        _keep(opened, shown, picture)


def _keep(opened: Browser, shown: Page, picture: Path) -> None:
    taken = b64encode(shown.screenshot()).decode()
    data = b64decode(opened.new_page().evaluate(_PIXELS, f"data:image/png;base64,{taken}"))
    row = _SIZE["width"] * 3
    _write(picture, _SIZE["width"], [data[at : at + row] for at in range(0, len(data), row)])


def _write(picture: Path, width: int, rows: Sequence[bytes]) -> None:
    """Write a PNG of three bytes a pixel; shades that no eye tells apart are one, to keep it small."""
    few = bytes(round(round(value * 31 / 255) * 255 / 31) for value in range(256))
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row.translate(few) for row in rows), 9)
    pieces = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_piece(*piece) for piece in pieces))


def _piece(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PICTURES: dict[str, Callable[[Path, Path], None]] = {
    "page": page,
    "report": report,
    "overview": overview,
    "word": word,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
