"""The sheets of a workbook, a file each; ``_book`` is the door to the library that writes it."""
