"""The permission matrix: every role at every door."""
