"""Text as the record holds it, and text as it is safe to show."""

import re
import unicodedata

# Line ends of every system, with the two Unicode ones and the old page and line feeds.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Other controls; and the characters that reorder what follows them, which can make a line read as
# something never written. Marks that only say "this is right-to-left" stay (U+200E, U+200F).
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def clean(text: str) -> str:
    r"""Return the text in Unicode form NFC, with "\n" for every line end.

    Control characters other than newline and tab go, so do bidirectional embeddings, overrides and
    isolates; half a surrogate pair becomes U+FFFD. Nothing else changes, and cleaning twice is
    cleaning once.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def first_line(text: str, limit: int) -> str:
    """Return the first line that is not empty, spaces made single, cut to `limit` characters.

    A cut falls between words where it can, never inside a letter with its accents or a joined
    emoji, and is marked by "…" (counted in the limit, which is at least 1).
    """
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    line = next((line for line in lines if line), "")
    if len(line) <= limit:
        return line
    space = line.rfind(" ", 0, limit)
    end = space if space * 3 >= limit else _letter_end(line, limit - 1)
    return line[:end].rstrip() + "…"


def escape_controls(text: str) -> str:
    """Return the text with every character that hides or reorders written as [U+XXXX].

    For names that a stranger chose, such as a file's. The joiners inside emoji and some scripts
    stay.
    """
    return "".join(
        f"[U+{ord(each):04X}]" if _is_hidden(each) else each  # the notation that print uses too
        for each in text
    )


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN and character not in _JOINERS


def _letter_end(line: str, end: int) -> int:
    """Step back until the cut at `end` parts two letters, not a letter from its marks."""
    while end > 0 and (_is_attached(line[end]) or line[end - 1] == "\u200d"):
        end -= 1
    return end


def _is_attached(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character in _JOINERS
