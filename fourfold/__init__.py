"""Fourfold: a private record of harassment or stalking that holds up."""

__version__ = "0.1.0"
