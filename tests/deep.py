"""How many cases are generated: a seeded sample in `make test`, the full count in `make test-deep`.

No test has a deadline, and none is called unhealthy for being slow: a busy machine is no fault.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

IS_DEEP = bool(os.environ.get("FOURFOLD_DEEP"))
TIMES_MORE = 20


def cases(sample: int) -> int:
    """So many examples, or the full count."""
    return sample * TIMES_MORE if IS_DEEP else sample


def load_profile() -> None:
    """The rules for every test with generated cases."""
    settings.register_profile(
        "suite",
        max_examples=cases(100),
        deadline=None,
        derandomize=not IS_DEEP,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("suite")
