"""Parts of a brief."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.taxonomy.blocks import TermsBlock
from community.taxonomy.enums import Vocabulary
from home.briefs import contributions, levels

EARLIEST_YEAR, LATEST_YEAR = 1000, 2100


class ReferenceBlock(blocks.StructBlock):
    """One publication that a brief rests on."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    author = blocks.CharBlock(label=_("Author or issuer"), max_length=200, required=False)
    number = blocks.CharBlock(
        label=_("Number or place in it"),
        max_length=120,
        required=False,
        help_text=_("For example: Law 2011-4, resolution 71/1, pages 12 to 15."),
    )
    year = blocks.IntegerBlock(label=_("Year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Reference")


class RecommendationBlock(blocks.StructBlock):
    """One decision a brief asks for, with whom it addresses and what it rests on."""

    reference = blocks.CharBlock(label=_("Reference"), max_length=60, help_text=_("Stays the same for ever."))
    headline = blocks.CharBlock(label=_("Decision"), max_length=120, help_text=_("Starts with a verb."))
    text = blocks.TextBlock(label=_("Why and how"))
    levels = blocks.MultipleChoiceBlock(
        choices=levels.choices,
        label=_("Level"),
        required=False,
        help_text=_("Where the decision is taken. Leave it empty when the source does not say."),
    )
    addressed_to = TermsBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Who acts"), required=False)
    themes = TermsBlock(vocabulary=Vocabulary.THEMES, label=_("Themes"), required=False)
    watch_out = blocks.TextBlock(label=_("Watch out"), required=False)
    evidence = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="practices.StoryPage"), label=_("Practices it rests on"), default=[]
    )
    references = blocks.ListBlock(ReferenceBlock(), label=_("References"), default=[])

    class Meta:
        icon = "tick"
        label = _("Recommendation")
        form_classname = "struct-block"


class RoadStepBlock(blocks.StructBlock):
    """One step of a roadmap."""

    heading = blocks.CharBlock(label=_("Step"), max_length=120, help_text=_("Starts with a verb."))
    when = blocks.CharBlock(label=_("When"), max_length=60, required=False)
    text = blocks.TextBlock(label=_("What to do"))
    stories = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="practices.StoryPage"), label=_("Practices that show how"), default=[]
    )

    class Meta:
        icon = "order"
        label = _("Step")


class ContributionBlock(blocks.CharBlock):
    """The address of a post or comment, pasted as the browser shows it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        super().__init__(validators=(contributions.check_address,), **kwargs)

    def get_translatable_segments(self, value: str) -> list[Any]:
        """An address is the same in every language."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """The same, backwards."""
        return value

    class Meta:
        icon = "comment"
        label = _("Post or comment")


def citations() -> list[tuple[str, blocks.Block]]:
    """What a brief can cite beside the practices of its recommendations."""
    return [
        ("story", blocks.PageChooserBlock(page_type="practices.StoryPage", label=_("Practice"))),
        ("brief", blocks.PageChooserBlock(page_type="briefs.BriefPage", label=_("Brief"))),
        (
            "contribution",
            ContributionBlock(help_text=_("Choose “Link” below the post or comment, and paste the address here.")),
        ),
    ]
