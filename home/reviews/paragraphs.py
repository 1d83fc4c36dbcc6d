"""A text as parts and paragraphs: what reviewers read, compare and remark on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.briefs.models import BriefPage
from home.practices.models import StoryPage

# The parts that are read, in the order of the page; facts and codes are seen on the page itself.
PARTS: dict[type[Page], tuple[str, ...]] = {
    StoryPage: (
        "title",
        "place",
        "standfirst",
        "context",
        "challenge",
        "steps",
        "components",
        "partners",
        "given",
        "results",
        "indicators",
        "failures",
        "lessons",
        "transfer",
        "budget_note",
        "staff",
        "duration",
        "act_note",
        "budget_line_note",
        "plan_note",
        "who_decides",
        "framework_origin",
        "framework_residence",
        "arrangements",
        "gaps",
        "sources",
        "documents",
    ),
    BriefPage: (
        "title",
        "standfirst",
        "audience",
        "plain_summary",
        "key_messages",
        "context",
        "evidence_text",
        "recommendations",
        "steps",
        "references",
        "unknowns",
        "made_how",
    ),
}
PLAIN = (blocks.CharBlock, blocks.TextBlock, blocks.IntegerBlock, blocks.DecimalBlock, blocks.URLBlock)
# Where nothing is known, nothing is read.
UNKNOWN = "unknown"
ENDS = (".", "!", "?", ":", ";", "…", "؟")
BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>")


@dataclass(frozen=True)
class Part:
    """One part of a text. name: the page's field; paragraphs: plain text, in order."""

    name: str
    label: str
    paragraphs: tuple[str, ...]


def parts_of(page: Page) -> list[Part]:
    """Return the parts of a page that hold words: labels in the reader's language, words in the text's own.

    Words for codes stand in the paragraphs too; a remark finds its paragraph again whoever reads it, in any language.
    """
    found = []
    for name in PARTS.get(type(page), ("title",)):
        with translation.override(page.locale.language_code):
            told = tuple(text for text in _paragraphs(page, name) if text)
        if told:
            found.append(Part(name, str(page._meta.get_field(name).verbose_name), told))
    return found


def _paragraphs(page: Page, name: str) -> list[str]:
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, RichTextField):
        return [_tidy(strip_tags(piece)) for piece in BREAKS.split(value or "")]
    if isinstance(field, StreamField):
        return [_tidy(" ".join(_sentence(text) for text in _words(child.block, child.value))) for child in value]
    return [_tidy(line) for line in str(value or "").splitlines()]


def _tidy(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


def _sentence(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."


def _words(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield what a reader sees of a block; a partner that did not agree to be named stays without a name."""
    if value is None or value == "":
        return
    if isinstance(block, blocks.StructBlock):
        hidden = bool(value.get("hidden"))
        for name, child in block.child_blocks.items():
            if not (hidden and name == "name"):
                yield from _words(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for each in value:
            yield from _words(block.child_block, each)
    elif isinstance(block, blocks.StreamBlock):
        for each in value:
            yield from _words(each.block, each.value)
    else:
        yield from _said(block, value)


def _said(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield what a block without blocks in it says; pictures and switches say nothing in words."""
    if isinstance(block, blocks.MultipleChoiceBlock):
        chosen = _labels(block)
        yield from (chosen.get(str(each), str(each)) for each in value)
    elif isinstance(block, blocks.ChoiceBlock) and value != UNKNOWN:
        yield _labels(block).get(str(value), str(value))
    elif isinstance(block, blocks.RichTextBlock):
        yield strip_tags(value.source)
    elif isinstance(block, blocks.PageChooserBlock):
        yield str(value.title)
    elif isinstance(block, PLAIN):
        yield str(value)


def _labels(block: Any) -> dict[str, str]:
    return {str(code): str(label) for code, label in block.field.choices}
