"""Exit codes of the `fourfold` command. 0, 1, 2 and 3 are the verifier's; `area` has 3, too, where
no force is known. The rest are sysexits."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command says when it ends (docs/operating.md lists them; a test holds the two)."""

    FINE = 0
    ALTERED = 1
    NOT_A_PACK = 2
    SIGNER_NOT_CHECKED = 3
    NOT_KNOWN = 3
    WRONG_USAGE = 64
    TO_MEND = 65
    NO_INPUT = 66
    INTERNAL_ERROR = 70
    NO_PERMISSION = 77
    BAD_SET_UP = 78
