"""Doors to the desk: asking, answering, keeping, reading what became public."""
