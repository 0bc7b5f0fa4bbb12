"""What can be wrong with a postcode directory; a code and facts, never a row."""


class DirectoryError(Exception):
    """A file that is no whole postcode directory, so that no table may be made of it.

    Codes: columns (missing), empty, rows (bad, rows), vanished (codes), too_few (listed, before),
    unknown_code (found), too_many, unreadable, damaged, cut_short, encoding, no_table, several
    (names), too_large.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a code and the facts that whoever chose the file needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts
