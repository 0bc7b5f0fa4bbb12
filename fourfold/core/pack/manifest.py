"""Files into a signed BagIt bag, and the bag into a zip whose every byte follows from its files.

A bag is BagIt 1.0 (RFC 8493) with SHA-256. The signed order is: payload, manifest, tag files, tag
manifest, signatures over the tag manifest; only the signatures lie outside what is signed. The
layout of the zip is written down once, in `verify`, which has to check it alone.

Nothing is held in memory but small files: a large one is read twice from its source, once to
measure it and once to write it, and refused if it changed in between.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from fourfold.core.pack import verify
from fourfold.core.pack.errors import ContentError

Source = bytes | Callable[[], Iterable[bytes]]
"""The content of a file: its bytes, or a function that gives them in pieces, anew at each call."""

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its path inside, what is known of its content, and where to read it."""

    path: str
    size: int
    sha256: str
    crc32: int
    source: Source

    def chunks(self) -> Iterator[bytes]:
        """Give the content in pieces; raises ContentError (`changed`) if it is not as measured."""
        if isinstance(self.source, bytes):
            yield self.source
            return
        hasher, size = sha256(), 0
        for chunk in self.source():
            hasher.update(chunk)
            size += len(chunk)
            yield chunk
        if (size, hasher.hexdigest()) != (self.size, self.sha256):
            raise ContentError("changed", path=self.path)


def measure(path: str, source: Source) -> PackFile:
    """Return the file with its size and hashes; raises ContentError (`name`) for an unsafe path."""
    if not verify.NAME.match(path):
        raise ContentError("name", path=path)
    hasher, crc32, size = sha256(), 0, 0
    for chunk in (source,) if isinstance(source, bytes) else source():
        hasher.update(chunk)
        crc32 = zlib.crc32(chunk, crc32)
        size += len(chunk)
    return PackFile(path, size, hasher.hexdigest(), crc32, source)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs packs: its 32-byte public half, and a function from bytes to a signature."""

    public: bytes
    sign: Callable[[bytes], bytes]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public half, 64 hex digits: the name under which a stranger knows it."""
        return verify.fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class Signers:
    """The two keys that sign each pack: the installation's, and the record's own."""

    installation: Signer
    record: Signer

    def by_role(self) -> tuple[tuple[str, Signer], ...]:
        """Return them under the names that they have in a pack."""
        return tuple(zip(verify.ROLES, (self.installation, self.record), strict=True))


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack: files in the order of the zip. tagmanifest_sha256: hex; whoever knows it
    knows every byte but the two signatures, so it is what the log commits to."""

    files: tuple[PackFile, ...]
    tagmanifest_sha256: str

    def zip_chunks(self) -> Iterator[bytes]:
        """Give the zip in pieces; raises ContentError (`changed`) if a file is not as measured."""
        members = self._members()
        end = 0
        for file, member in zip(self.files, members, strict=True):
            header = verify.local_header(member)
            yield header
            yield from file.chunks()
            end += len(header) + member.size
        yield verify.directory(members, end)

    def _members(self) -> tuple[verify.Member, ...]:
        members, start = [], 0
        for file in self.files:
            member = verify.Member(file.path, file.size, file.crc32, start)
            members.append(member)
            start += len(verify.local_header(member)) + file.size
        return tuple(members)


def assemble(payload: Iterable[PackFile], tags: Mapping[str, bytes], signers: Signers) -> Pack:
    """Return the signed pack of these payload files (under data/) and tag files (path: content).

    Raises ContentError: `name`, `name_twice`, `signature`, `signers` (one key in both roles).
    """
    if signers.installation.public == signers.record.public:
        raise ContentError("signers")
    payload = tuple(payload)
    keys = {verify.KEYS[role]: verify.write_pem(each.public) for role, each in signers.by_role()}
    contents = {**tags, **keys, "bagit.txt": BAGIT, verify.MANIFEST: _listing(payload)}
    tag_files = tuple(measure(path, content) for path, content in contents.items())
    _check_names(payload, tag_files)
    tag_manifest = measure(verify.TAG_MANIFEST, _listing(tag_files))
    signatures = _sign(tag_manifest, signers)
    files = (*payload, *tag_files, tag_manifest, *signatures)
    return Pack(tuple(sorted(files, key=lambda file: file.path)), tag_manifest.sha256)


def _listing(files: Iterable[PackFile]) -> bytes:
    lines = sorted((file.path, file.sha256) for file in files)
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode("ascii")


def _sign(tag_manifest: PackFile, signers: Signers) -> list[PackFile]:
    """Sign the tag manifest with each key, and check what came back: a key can be the wrong one."""
    text = b"".join(tag_manifest.chunks())
    files = []
    for role, signer in signers.by_role():
        signature = signer.sign(text)
        if not verify.is_signed(signer.public, text, signature):
            raise ContentError("signature", path=verify.SIGNATURES[role])
        files.append(measure(verify.SIGNATURES[role], signature))
    return files


def _check_names(payload: Iterable[PackFile], tag_files: Iterable[PackFile]) -> None:
    """Refuse a path in the wrong part of the bag, and two that are one on some computers."""
    seen = {verify.TAG_MANIFEST, *verify.SIGNATURES.values()}
    for files, is_payload in ((payload, True), (tag_files, False)):
        for file in files:
            if file.path.startswith("data/") is not is_payload:
                raise ContentError("name", path=file.path)
            if file.path.lower() in seen:
                raise ContentError("name_twice", path=file.path)
            seen.add(file.path.lower())
