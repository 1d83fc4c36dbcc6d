"""Doors to calls: reading, keeping, judging."""
