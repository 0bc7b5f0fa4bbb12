"""Guidance: pages in plain words, each with its sources and review day."""
