"""What a page may do: run and show what it is made with and nothing else, above all nothing of a paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

# Runs before anything is drawn: what only a script can do is not shown without one.
BEGINNING = "document.documentElement.className='js'"


@cache
def file(name: str) -> str:
    """Return a file of the page, which holds no end of the element that it stands in."""
    return (resources.files("lawcheck.renderers") / "_html" / name).read_text("utf-8")


@cache
def policy() -> str:
    """Return the content security policy of the page; a server may send it as a header, too."""
    scripts = " ".join(map(_hash, (BEGINNING, file("page.js"))))
    return (
        f"default-src 'none'; style-src {_hash(file('page.css'))}; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
