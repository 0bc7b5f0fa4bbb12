"""Everything the vault can refuse, as codes and facts. `web` and `cli` turn codes into words.

VaultError
  WrongKey        no key offered opens this
  Damaged         the bytes are cut, altered, swapped or not in the format
  Missing         the store has no object of that name
  Taken           the store already has an object of that name; nothing was written
  NoSpace         the disk is full, or would fall below its floor; nothing was kept
  TooLarge        more bytes than the caller allowed; nothing was kept
  BadServerKey    a server key is missing, default, unknown or readable by others
"""

from __future__ import annotations


class VaultError(Exception):
    """Base of the tree. `code` is stable and short; `facts` never hold content or keys."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class WrongKey(VaultError):
    """No key offered opens this."""


class Damaged(VaultError):
    """The bytes are cut, altered, swapped or not in the format."""


class Missing(VaultError):
    """The store has no object of that name."""


class Taken(VaultError):
    """The store already has an object of that name; nothing was written."""


class BadName(VaultError):
    """Not a name the store accepts, or one that leads outside it."""


class NoSpace(VaultError):
    """The disk is full, or would fall below its floor; nothing was kept."""


class TooLarge(VaultError):
    """More bytes than the caller allowed; nothing was kept."""


class BadServerKey(VaultError):
    """A server key is missing, default, unknown or readable by others."""
