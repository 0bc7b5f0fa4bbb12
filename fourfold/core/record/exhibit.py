"""A kept file: which bytes, under which label, and how the owner came by them."""

from dataclasses import dataclass
from typing import Annotated

from fourfold.core.kernel.canonical import MAX_INTEGER
from fourfold.core.kernel.shape import AsGiven, Hash, Id, Line, Matches, Most, Text, Within
from fourfold.core.record.codes import OriginalKept

Ref = Annotated[str, Matches("[A-Z]{1,4}/[1-9][0-9]{0,5}")]
Size = Annotated[int, Within(0, MAX_INTEGER)]
MediaType = Annotated[str, Matches("[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,127}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One file as it was when it was kept.

    ref: initials and a running number, "AB/1", never given to another file. file_id: the store's
    name for it. name: the file's own name, exactly as given, hostile or not. size: in bytes, and
    sha256: of the plain file. header_sha256: of the header of its age file, which binds this
    entry to the one sealed file it means. media_type: as recognised from the bytes.
    obtained: when and from where the owner got it, obtained_how: by which steps, both in the
    owner's words. police_ref: the label that the police gave it. is_private: an intimate picture
    or the like, in no pack unless chosen by name.
    """

    ref: Ref
    file_id: Id
    name: Annotated[str, AsGiven(), Most(1_000)]
    size: Size
    sha256: Hash
    header_sha256: Hash
    media_type: MediaType
    obtained: Line = ""
    obtained_how: Text = ""
    original_kept: OriginalKept = OriginalKept.UNKNOWN
    police_ref: Line = ""
    is_private: bool = False
