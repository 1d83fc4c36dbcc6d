"""Blocks that hold a term of a vocabulary."""

from functools import partial
from typing import Any

from wagtail import blocks

from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of


def _choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [(term.slug, term.label) for term in terms_of(vocabulary)]


class TermBlock(blocks.ChoiceBlock):
    """The slug of one term, chosen from a vocabulary."""

    def __init__(self, vocabulary: Vocabulary = Vocabulary.THEMES, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=partial(_choices, vocabulary), **kwargs)


class TermsBlock(blocks.MultipleChoiceBlock):
    """The slugs of several terms, chosen from a vocabulary."""

    def __init__(self, vocabulary: Vocabulary = Vocabulary.THEMES, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=partial(_choices, vocabulary), **kwargs)
