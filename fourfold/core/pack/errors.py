"""What can keep a pack from being made.

    PackError
      PlanError      what was chosen cannot go into a pack
      ContentError   what goes in is not what the record and its log say, or cannot be written

Each error carries a `code` (lower-case words joined by `_`) and facts; only the web and the
command line turn a code into words. What is wrong with a finished pack is a `verify.Problem`.
"""


class PackError(Exception):
    """The root of this package's errors: `code` says what, `facts` say which and where."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a code and the facts that a reader of the error needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class PlanError(PackError):
    """Codes: nothing_chosen, entry_unknown, entry_not_offered, version_missing (with `number`),
    exhibit_differs (with `ref`: one label, two files)."""


class ContentError(PackError):
    """Codes: name, name_twice, changed, too_large (with `path`); exhibit (with `ref`: its file is
    not the one the record means); leaf_order, not_in_log, seed_missing (with `number`);
    checkpoint (of another log, or not signed by both keys); signers, signature."""
