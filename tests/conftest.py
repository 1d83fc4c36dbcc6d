"""What every test may use."""

import pytest


@pytest.fixture(autouse=True)
def _english() -> object:
    """Each test starts in English and reads the vocabularies anew, whatever the one before did."""
    from django.utils import translation

    from community.taxonomy import words

    words.forget()
    with translation.override("en"):
        yield
