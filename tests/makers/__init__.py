"""Files of every format made for tests from made-up papers."""
