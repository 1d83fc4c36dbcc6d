"""Doors to submissions."""
