"""What every test may use."""

import pytest


@pytest.fixture(autouse=True)
def _english() -> object:
    """Each test starts in English and reads vocabularies and names anew, whatever the one before did."""
    from django.utils import translation

    from community.taxonomy import words
    from community.territories import names

    words.forget()
    names.forget()
    with translation.override("en"):
        yield
