"""What can be wrong with a case.

    RightsError
      BadCase    a value that is no case, or a part of it that cannot be

It carries a `code` and the `path` of the part ("events[2].date"), never what somebody wrote; only
the web and the command line turn a code into words.
"""


class RightsError(Exception):
    """The root of this package's errors."""


class BadCase(RightsError):
    """Codes: type, field_unknown, field_missing, choice_unknown, not_a_day, told_before,
    until_before, until_without_date, corrects.
    """

    def __init__(self, code: str, path: str) -> None:
        """Take a code and the path of the part inside the case."""
        super().__init__(code, path)
        self.code = code
        self.path = path
