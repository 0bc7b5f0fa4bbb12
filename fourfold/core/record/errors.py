"""What can be wrong with a record, its log or its index.

    RecordError
      TreeError         a tree, frontier or proof asked for what does not exist
      LeafError         a leaf of the log is not what the format says
      CommitmentError   a field cannot be committed to
      CheckpointError   a checkpoint's text is not what the format says
      NoteError         a signed note is malformed, or nobody known signed it
      ShortFormError    a short form was copied or typed wrongly
      TimelineError     the timeline's index and its pages disagree
      EntryError        an entry or a person is not what its stored form says
      FormatError       a file is not a record in the open format

Each error carries a `code` (lower-case words joined by `_`) and facts; only the web and the
command line turn a code into words.
"""


class RecordError(Exception):
    """The root of this package's errors: `code` says what, `facts` say which and where."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a code and the facts that a reader of the error needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class TreeError(RecordError):
    """Codes: index, size, hash_length, frontier."""


class LeafError(RecordError):
    """Codes: not_json, not_object, version, unknown_field, missing_field, wrong_type, value,
    not_canonical, out_of_order."""


class CommitmentError(RecordError):
    """Codes: name, seed_length, salt_length, hash."""


class CheckpointError(RecordError):
    """Codes: origin, size, root, extension, day, body."""


class NoteError(RecordError):
    """Codes: too_long, character, shape, body, name, signature, too_many_signatures,
    bad_signature, no_known_signature."""


class ShortFormError(RecordError):
    """Codes: shape, day, length, character, check."""


class TimelineError(RecordError):
    """Codes: duplicate, missing, stale, range, format."""


class EntryError(RecordError):
    """Codes: schema, and those of ShapeError, with the `path` of the value."""


class FormatError(RecordError):
    """Codes: those of CanonicalError, of EntryError, and of `format.load`."""
