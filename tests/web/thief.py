"""What somebody with a copied data folder can open, with a passphrase or with a record's keys.

Reads the rows as they lie in the copy and opens them with the code of the vault, without a service.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fourfold.vault import age, argon, keys, seal, serverkeys
from fourfold.vault.disk import DiskStore
from fourfold.vault.errors import VaultError
from fourfold.vault.keep import age_file_pieces
from fourfold.vault.keys import EntryKey, RecordSecrets
from fourfold.vault.seal import Context, Purpose


@dataclass(frozen=True)
class Loot:
    """A copied data folder."""

    data: Path

    def rows(self, table: str, **where: object) -> list[dict[str, Any]]:
        """Rows of a table."""
        given = " AND ".join(f"{name} = ?" for name in where) or "1"
        place = f"file:{self.data / 'fourfold.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True)) as database:
            database.row_factory = sqlite3.Row
            found = database.execute(f"SELECT * FROM {table} WHERE {given}", [*where.values()])  # noqa: S608
            return [dict(row) for row in found]

    @property
    def record_id(self) -> UUID:
        """The one record in it."""
        (record,) = self.rows("accounts_record")
        return UUID(record["id"])

    def identity(self, words: str) -> age.Identity | None:
        """The owner's identity, if this is the passphrase; the server keys lie in the folder."""
        (unlock,) = self.rows("accounts_unlock", kind="passphrase")
        server = serverkeys.load(self.data / "keys")
        pepper = server.pepper_by_id(unlock["pepper_id"])
        derived = argon.derive(words, unlock["salt"], argon.Params.from_text(unlock["params"]))
        context = keys.wrap_context(self.record_id.hex, "passphrase", pepper.id)
        try:
            return keys.unwrap_identity(keys.kek(derived, pepper.key), unlock["wrapped"], context)
        except VaultError:
            return None

    def secrets(self, owner: age.Identity) -> RecordSecrets:
        """The record's keys, as the owner opens them."""
        (record,) = self.rows("accounts_record")
        return RecordSecrets.open_with(record["secrets"], owner, self.record_id.hex)

    def versions(self, own: RecordSecrets) -> dict[tuple[int, int], bytes]:
        """Every entry version that these keys open, as it was sealed, by number and version."""
        opened = {}
        for row in self.rows("record_entrykeyrow"):
            place = (self.record_id.hex, row["number"], row["version"])
            (entry,) = self.rows("record_entryrow", number=row["number"], version=row["version"])
            with suppress(VaultError):
                key = EntryKey.unwrap(
                    own.data_key, row["sealed"], Context(Purpose.ENTRY_KEY, *place)
                )
                opened[place[1:]] = seal.open(
                    key.key, entry["sealed"], Context(Purpose.ENTRY, *place)
                )
        return opened

    def headers(self, own: RecordSecrets) -> dict[str, bytes]:
        """The age header of every file that these keys open, by the file's id."""
        opened = {}
        for row in self.rows("record_filerow"):
            place = Context(
                Purpose.FILE_HEADER, self.record_id.hex, row["number"], item=row["file_id"]
            )
            with suppress(VaultError):
                opened[row["file_id"]] = seal.open(own.data_key, row["header"], place)
        return opened

    def file(self, own: RecordSecrets, file_id: str) -> bytes:
        """A file's plaintext, if these keys open its header."""
        store = DiskStore(self.data / "files", 0)
        name = f"{self.record_id.hex}/{file_id}"
        sealed = b"".join(age_file_pieces(store, name, self.headers(own)[file_id]))
        return age.open_bytes(sealed, own.identity)

    def index(self, own: RecordSecrets) -> list[bytes]:
        """Every page of the timeline's index that these keys open, the directory too."""
        opened = []
        for row in self.rows("record_indexpage"):
            place = Context(Purpose.INDEX, self.record_id.hex, row["number"], row["version"])
            with suppress(VaultError):
                opened.append(seal.open(own.data_key, row["sealed"], place))
        return opened

    def leaves(self, own: RecordSecrets) -> list[bytes]:
        """Every leaf of the log that these keys open."""
        opened = []
        for row in self.rows("record_leafrow"):
            place = Context(Purpose.LEAF, self.record_id.hex, row["number"], 0)
            with suppress(VaultError):
                opened.append(seal.open(own.log_key, row["sealed"], place))
        return opened
