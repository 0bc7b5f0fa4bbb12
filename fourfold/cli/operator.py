"""`fourfold operator`: who may see counts and feedback in a browser; nobody opens notes there."""

from __future__ import annotations

import argparse
import secrets
import sys

from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.cli.opening import typed_secret
from fourfold.core.kernel.text import escape_controls
from fourfold.vault.argon import SALT, Params, derive
from fourfold.vault.keys import plain_name
from fourfold.vault.passphrase import is_strong
from fourfold.web.operator import actions, codes
from fourfold.web.operator.rows import Account

LONGEST_NAME = 60


class Refused(Exception):
    """What was asked for is not done; `words` say why."""

    def __init__(self, words: str, code: Exit) -> None:
        super().__init__(words)
        self.words, self.code = words, code


def run(options: argparse.Namespace) -> int:
    """Add, remove or list operators; returns an exit code."""
    try:
        _DO[options.what](options)
    except Refused as refused:
        print(f"fourfold: {refused.words}", file=sys.stderr)
        return refused.code
    return Exit.FINE


def _list(_options: argparse.Namespace) -> None:
    for name in actions.names():
        print(name)


def _remove(options: argparse.Namespace) -> None:
    if not actions.remove(options.name):
        raise Refused("there is no operator of this name.", Exit.NO_INPUT)


def _add(options: argparse.Namespace) -> None:
    """Passphrase twice, then the secret for the app, then one code back; only then it is saved."""
    name = _new_name(options.name.strip())
    passphrase = _new_passphrase(name)
    secret = codes.to_secret(secrets.token_bytes(codes.SECRET_BYTES))
    step, salt = _confirmed(secret, name), secrets.token_bytes(SALT)
    derived = derive(passphrase, salt, Params.current())
    try:
        actions.add(Account.new(name, secret, salt, derived), step)
    except actions.NameTaken:
        raise Refused("there is an operator of this name already.", Exit.WRONG_USAGE) from None
    print("Added. Sign in at /o/ with the next code that the app shows.")


def _new_name(name: str) -> str:
    if not plain_name(name) or len(name) > LONGEST_NAME or escape_controls(name) != name:
        raise Refused("choose a name of letters and digits, 60 at most.", Exit.WRONG_USAGE)
    if actions.is_known(name):
        raise Refused("there is an operator of this name already.", Exit.WRONG_USAGE)
    return name


def _new_passphrase(name: str) -> str:
    passphrase = typed_secret("Passphrase: ")
    if not is_strong(passphrase, [name]):
        words = "this passphrase could be guessed: take several words that nobody would expect."
        raise Refused(words, Exit.NO_PERMISSION)
    if typed_secret("The same again: ") != passphrase:
        raise Refused("the two are not the same.", Exit.NO_PERMISSION)
    return passphrase


def _confirmed(secret: str, name: str) -> int:
    """Show the secret, once; returns the step of the code that was typed back."""
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    print("Put this into an authenticator app. It is shown once.")
    print(f"  secret:  {groups}\n  address: {codes.address(secret, name)}", flush=True)
    typed = typed_secret("Code that the app shows now: ")
    step = codes.matching_step(secret, typed, codes.step_at(timezone.now()))
    if step is None:
        words = "that is not the code of this secret: nothing was saved."
        raise Refused(words, Exit.NO_PERMISSION)
    return step


_DO = {"add": _add, "remove": _remove, "list": _list}
