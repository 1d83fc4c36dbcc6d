"""Parts of a brief."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.taxonomy.blocks import TermsBlock
from community.taxonomy.enums import Vocabulary


class RecommendationBlock(blocks.StructBlock):
    """One decision a brief asks for, with whom it addresses and what it rests on."""

    reference = blocks.CharBlock(label=_("Reference"), max_length=60, help_text=_("Stays the same for ever."))
    headline = blocks.CharBlock(label=_("Decision"), max_length=120, help_text=_("Starts with a verb."))
    text = blocks.TextBlock(label=_("Why and how"))
    addressed_to = TermsBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Who acts"), required=False)
    themes = TermsBlock(vocabulary=Vocabulary.THEMES, label=_("Themes"), required=False)
    watch_out = blocks.TextBlock(label=_("Watch out"), required=False)
    evidence = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="practices.StoryPage"), label=_("Practices it rests on"), default=[]
    )

    class Meta:
        icon = "tick"
        label = _("Recommendation")
        form_classname = "struct-block"
