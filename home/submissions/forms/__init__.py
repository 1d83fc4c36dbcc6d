"""The guided form: seven steps, each a form with lines that can be added."""
