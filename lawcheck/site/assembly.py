"""All files of a site together."""

from __future__ import annotations

from typing import NamedTuple

from lawcheck._version import __version__
from lawcheck.model import Text
from lawcheck.site import pdfium, pyodide
from lawcheck.site.about import Component, licences, readme
from lawcheck.site.archives import packed
from lawcheck.site.packages import Package, packages
from lawcheck.site.page import page
from lawcheck.site.pdfium import Pdfium
from lawcheck.site.pyodide import Runtime

__all__ = ["Site", "site"]

# Servers know .js and .zip; many do not know .mjs and .wasm, and some then serve nothing.
_RENAMED = {"pyodide.mjs": "pyodide.js", "pyodide.asm.mjs": "pyodide.asm.js"}


_EXTRAS = {
    "msdoc2docx": (
        "doc",
        Text("网页不读旧版 Word（.doc、.wps）", "the page reads no old Word files (.doc, .wps)"),
    ),
    "xlsxwriter": ("batch", Text("网页的表格是 CSV，不是 Excel", "the page's table is CSV, not Excel")),
}


class Site(NamedTuple):
    """The files of a site by name, and what it cannot do by the extra that is not installed here."""

    files: dict[str, bytes]
    lacking: dict[str, Text]

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return sum(map(len, self.files.values()))


def site(runtime: Runtime, library: Pdfium | None, lang: str) -> Site:
    """Return a site in a language; without the library for PDF files it reads none."""
    parts = packages()
    lacking = dict(told for name, told in _EXTRAS.items() if name not in {part.name for part in parts})
    if library:
        parts.append(Package(pdfium.NAME, pdfium.VERSION, pdfium.LICENCE, library.files))
    files = page(lang) | {new: runtime.files[name] for name, new in _RENAMED.items()}
    files["pyodide.zip"] = packed({n: data for n, data in runtime.files.items() if n not in _RENAMED})
    files["lawcheck.zip"] = packed({name: data for part in parts for name, data in part.files.items()})
    files["README.txt"] = readme(__version__, sum(map(len, files.values())))
    files["LICENSES.txt"] = licences([*map(_component, parts), *_RUNTIME])
    return Site(files, lacking)


def _component(part: Package) -> Component:
    source = f"pkg:pypi/{part.name}@{part.version}"  # a package URL
    return Component(part.name, part.version, part.licence, "lawcheck.zip", source)


_RUNTIME = (
    Component(
        "Pyodide",
        pyodide.VERSION,
        "MPL-2.0 (https://www.mozilla.org/MPL/2.0/)",
        "pyodide.js, pyodide.asm.js, pyodide.zip",
        f"https://github.com/pyodide/pyodide/tree/{pyodide.VERSION}",
    ),
    Component(
        "Python",
        pyodide.PYTHON,
        "PSF-2.0 (https://docs.python.org/3/license.html)",
        "pyodide.zip",
        "https://www.python.org/",
    ),
)
