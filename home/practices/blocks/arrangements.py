"""Arrangements through which a practice works, each with the facts that make it comparable."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from community.taxonomy.blocks import TermBlock
from community.taxonomy.enums import Vocabulary
from home.practices.blocks.telling import PartialDateBlock
from home.practices.enums import Known


class MatcherBlock(blocks.StructBlock):
    """Who tops up a gift."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    kind = TermBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Kind"), required=False)


class MatchingBlock(blocks.StructBlock):
    """A scheme that tops up what migrants give."""

    name = blocks.CharBlock(label=_("Name of the scheme"), max_length=160)
    ratio = blocks.CharBlock(
        label=_("Ratio"), required=False, max_length=40, help_text=_("For example: 2 x 1. Leave empty if unknown.")
    )
    rule = blocks.TextBlock(label=_("Rule in words"), required=False)
    matchers = blocks.ListBlock(MatcherBlock(), label=_("Who tops up"), default=[])

    class Meta:
        icon = "plus"
        label = _("Matching scheme")


class RiskCoverBlock(blocks.StructBlock):
    """A guarantee, bond or insurance that takes risk off migrants' shoulders."""

    covers = blocks.CharBlock(label=_("What is covered"), max_length=200)
    provider = blocks.CharBlock(label=_("Who covers it"), required=False, max_length=160)
    text = blocks.TextBlock(label=_("How it works"), required=False)

    class Meta:
        icon = "lock"
        label = _("Risk cover")


class PartyBlock(blocks.StructBlock):
    """Who signs, and what they undertake."""

    name = blocks.CharBlock(label=_("Party"), max_length=160)
    duty = blocks.TextBlock(label=_("What it undertakes"))


class MemorandumBlock(blocks.StructBlock):
    """A written agreement. A party without a duty is refused."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    signed = PartialDateBlock(label=_("Signed"))
    review = PartialDateBlock(label=_("Review due"))
    parties = blocks.ListBlock(PartyBlock(), label=_("Parties and duties"), default=[])

    class Meta:
        icon = "doc-full"
        label = _("Memorandum")

    def clean(self, value: Any) -> Any:
        """Refuse an agreement with fewer than two parties."""
        cleaned = super().clean(value)
        if len(cleaned.get("parties") or []) < 2:
            error = ValidationError(_("Name at least two parties, each with what it undertakes."))
            raise StructBlockValidationError(non_block_errors=[error])
        return cleaned


class SeatBlock(blocks.StructBlock):
    """Seats that one kind of actor holds."""

    kind = TermBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Kind"))
    number = blocks.IntegerBlock(
        label=_("Seats"), required=False, min_value=0, help_text=_("Leave empty if the number is not known.")
    )


class CouncilBlock(blocks.StructBlock):
    """A council or committee: who sits on it."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    mandate = blocks.TextBlock(label=_("Mandate"), required=False)
    elected_chair = blocks.ChoiceBlock(choices=Known.choices, label=_("Elected chair"), default=Known.UNKNOWN)
    memorandum = blocks.ChoiceBlock(choices=Known.choices, label=_("Written roles"), default=Known.UNKNOWN)
    seats = blocks.ListBlock(SeatBlock(), label=_("Seats"), default=[])

    class Meta:
        icon = "group"
        label = _("Council")
