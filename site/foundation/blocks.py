"""Blocks that any page type may use."""

from wagtail import blocks


class SentenceBlock(blocks.TextBlock):
    """One item of a list, a sentence or two."""

    class Meta:
        icon = "list-ul"


class HeadedTextBlock(blocks.StructBlock):
    """A short heading with a paragraph; the heading may be empty."""

    heading = blocks.CharBlock(required=False, max_length=160)
    text = blocks.TextBlock(required=False)

    class Meta:
        icon = "title"
