"""Writers of the files that tests read, without any office program."""
