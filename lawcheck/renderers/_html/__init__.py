"""The pieces of a page: what is drawn, the table of papers, the findings; style and script beside them."""
