"""The version, a constant: asking the installed metadata costs six times a bare Python."""

__version__ = "0.1.0"
