"""What somebody with a copied data folder can open, with a passphrase or with a record's keys.

Reads the rows as they lie in the copy and opens them with the code of the vault, without a service.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fourfold.vault import age, argon, keys, serverkeys
from fourfold.vault.errors import VaultError
from fourfold.vault.keys import RecordSecrets


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
