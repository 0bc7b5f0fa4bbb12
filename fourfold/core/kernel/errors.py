"""What can be wrong with the smallest parts: canonical JSON, times, postcodes, shaped values.

    KernelError
      CanonicalError   bytes or values that canonical JSON cannot hold
      WhenError        a time that is not in our subset of EDTF
      PostcodeError    a text that is no postcode, or not certainly one
      ShapeError       a plain value that does not have the shape of its dataclass

Each carries a `code` and facts, never what the owner wrote; only the web and the command line turn
a code into words.
"""


class KernelError(Exception):
    """The root of this package's errors: `code` says what, `facts` say which and where."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a code and the facts that a reader of the error needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class CanonicalError(KernelError):
    """Codes: not_utf8, not_json, duplicate_key, float, number, not_unicode, type, too_deep."""


class WhenError(KernelError):
    """Codes: shape, no_such_day, no_such_time, reversed, same, zone, fold, type."""


class PostcodeError(KernelError):
    """Codes: shape, empty, number, bfpo, overseas, foreign, several."""


class ShapeError(KernelError):
    """A value, named by `path` ("body.when", "exhibits[0].size"), is not what its field takes.

    Codes: type, field_unknown, field_missing, kind_unknown, choice_unknown, text, line, pattern,
    too_long, too_many, out_of_range, repeated, instant, a code of WhenError with `when_` before
    it, and the codes of a dataclass's own rules.
    """

    def __init__(self, code: str, path: str) -> None:
        """Take a code and the path of the value inside the whole."""
        super().__init__(code, path=path)
        self.path = path
