"""What can be wrong with a letter.

    LetterError
      TooLong        more than a letter may hold
      WrongLetter    stored data that is no letter of this program

Facts and codes only; the web turns them into words.
"""


class LetterError(Exception):
    """The root of this package's errors."""


class TooLong(LetterError):
    """More text than a letter may hold."""

    def __init__(self, section: str) -> None:
        """Take the id of the section that was the last straw."""
        super().__init__(section)
        self.section = section


class WrongLetter(LetterError):
    """Codes: `schema`, or a code of ShapeError, with the `path` of the part."""

    def __init__(self, code: str, path: str) -> None:
        """Take a code and where it is."""
        super().__init__(code, path)
        self.code = code
        self.path = path
