"""The cast, for every test of the case."""

from tests.cast import ada, cal, nobody, service  # noqa: F401
