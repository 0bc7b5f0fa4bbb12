"""The cast, for every test of safety."""

from tests.cast import ada, cal, nobody, service  # noqa: F401
