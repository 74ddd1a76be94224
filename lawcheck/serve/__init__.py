"""The page for clerks without a terminal, served to this machine alone (extra ``web``)."""
