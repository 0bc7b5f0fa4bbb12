"""What can be wrong with a question about the pattern.

    PatternError
      AskedError      a setting that cannot be used
      MessagesError   columns of imported messages that do not fit together

Each error carries a `code` and facts; only the web and the command line turn a code into words.
"""


class PatternError(Exception):
    """The root of this package's errors: `code` says what, `facts` say which and where."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a code and the facts that a reader of the error needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class AskedError(PatternError):
    """Codes: gap (not from one minute to twelve hours), period (ends before it begins)."""


class MessagesError(PatternError):
    """Codes: lengths (columns of different lengths), profile (a row of a profile not there)."""
