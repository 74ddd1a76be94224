"""An OFD's pages: an archive of XML files as GB/T 33190 lays them out."""

from __future__ import annotations

from lawcheck.readers._ofd.package import read_pages

__all__ = ["read_pages"]
