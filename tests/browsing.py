"""A browser without a window, for the tests that look at pages as people see them; no Chromium: skipped."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no browser here")
_OPTIONS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a browser that is closed in the end."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_OPTIONS))
        try:
            yield opened
        finally:
            opened.close()


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drop files on the page."""
    coded = [(name, base64.b64encode(data).decode()) for name, data in files.items()]
    page.evaluate(
        """(files) => {
            const dropped = new DataTransfer();
            for (const [name, coded] of files) {
                const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
                dropped.items.add(new File([bytes], name));
            }
            document.body.dispatchEvent(
                new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
        }""",
        coded,
    )
