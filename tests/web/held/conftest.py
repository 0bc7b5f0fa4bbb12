"""The cast, for every test of orders held."""

from tests.cast import ada, cal, nobody, service  # noqa: F401
