"""Builders of rows for tests."""
