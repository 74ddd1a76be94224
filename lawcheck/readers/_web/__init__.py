"""Government web pages: find the paper among menus, metadata, lists of links and footers."""
