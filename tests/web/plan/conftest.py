"""The cast, for every test of the safety plan."""

from tests.cast import ada, cal, nobody, service  # noqa: F401
