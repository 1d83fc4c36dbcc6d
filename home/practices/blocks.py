"""Parts of a story."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.taxonomy.blocks import TermBlock
from community.taxonomy.enums import Vocabulary


class StepBlock(blocks.StructBlock):
    """One thing that was done, in its order."""

    heading = blocks.CharBlock(label=_("What was done"), max_length=160)
    when = blocks.CharBlock(
        label=_("When"), required=False, max_length=60, help_text=_("As the source says it; leave empty if unknown.")
    )
    text = blocks.TextBlock(label=_("How"), required=False)

    class Meta:
        icon = "order"
        label = _("Step")


class PartnerBlock(blocks.StructBlock):
    """Somebody who took part, and how."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    country = blocks.CharBlock(label=_("Country"), required=False, max_length=80)
    kind = TermBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Kind"), required=False)
    role = TermBlock(vocabulary=Vocabulary.PARTNER_ROLES, label=_("Role"), required=False)
    brought = blocks.TextBlock(label=_("What they brought"), required=False)

    class Meta:
        icon = "group"
        label = _("Partner")
