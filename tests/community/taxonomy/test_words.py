"""Terms from memory: read together, seen anew when they change."""

import pytest

from community.taxonomy import words
from community.taxonomy.enums import Vocabulary
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def test_all_vocabularies_are_read_in_one_query(django_assert_num_queries):
    TermFactory(vocabulary=Vocabulary.THEMES, slug="a")
    TermFactory(vocabulary=Vocabulary.LANGUAGES, slug="b")
    words.forget()
    with django_assert_num_queries(1):
        found = [[term.slug for term in words.terms_of(one)] for one in (Vocabulary.THEMES, Vocabulary.LANGUAGES)]
    assert found == [["a"], ["b"]]


def test_a_vocabulary_without_terms_is_empty():
    assert words.terms_of(Vocabulary.THEMES) == []


def test_a_changed_term_is_seen_at_once():
    term = TermFactory(vocabulary=Vocabulary.THEMES, slug="a", label_en="Before")
    assert [one.label_en for one in words.terms_of(Vocabulary.THEMES)] == ["Before"]
    term.label_en = "After"
    term.save()
    assert [one.label_en for one in words.terms_of(Vocabulary.THEMES)] == ["After"]
