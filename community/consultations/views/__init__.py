"""Doors to consultations: reading, taking part, keeping."""
