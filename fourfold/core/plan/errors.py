"""What can be wrong with a safety plan.

    PlanError
      WrongPlan    stored data that is no plan of this program

Facts and codes only; the web turns them into words.
"""


class PlanError(Exception):
    """The root of this package's errors."""


class WrongPlan(PlanError):
    """Codes: `schema`, or a code of ShapeError, with the `path` of the part."""

    def __init__(self, code: str, path: str) -> None:
        """Take a code and where it is."""
        super().__init__(code, path)
        self.code = code
        self.path = path
