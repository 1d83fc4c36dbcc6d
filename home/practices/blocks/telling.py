"""What was done, by whom, what came of it, and what others need."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from community.taxonomy.blocks import TermBlock
from community.taxonomy.enums import Vocabulary
from foundation import countries
from home.practices.enums import Depth, Need, Side
from home.practices.validators import validate_order, validate_partial_date

PARTIAL_HELP = _("A year, a month or a day: 2009, 2009-03 or 2009-03-26. Leave empty if unknown.")


class PartialDateBlock(blocks.CharBlock):
    """A year, a month or a day."""

    def __init__(self, **kwargs: Any) -> None:
        settings = {"required": False, "max_length": 10, "help_text": PARTIAL_HELP} | kwargs
        super().__init__(validators=(validate_partial_date,), **settings)


class SideBlock(blocks.ChoiceBlock):
    """Which end of the corridor."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=Side.choices, **({"label": _("Side"), "default": Side.UNKNOWN} | kwargs))


class StepBlock(blocks.StructBlock):
    """One thing that was done, in its order."""

    heading = blocks.CharBlock(label=_("What was done"), max_length=160)
    when = blocks.CharBlock(
        label=_("When, in words"),
        required=False,
        max_length=60,
        help_text=_("As the source says it; leave empty if unknown."),
    )
    begins = PartialDateBlock(label=_("Begins"))
    ends = PartialDateBlock(label=_("Ends"), help_text=_("Leave empty if it goes on, or if nobody knows."))
    text = blocks.TextBlock(label=_("How"), required=False)
    result = blocks.TextBlock(label=_("What this step brought"), required=False)

    class Meta:
        icon = "order"
        label = _("Step")

    def clean(self, value: Any) -> Any:
        """Refuse a step that ends before it begins."""
        cleaned = super().clean(value)
        try:
            validate_order(cleaned.get("begins") or "", cleaned.get("ends") or "")
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"ends": error}) from error
        return cleaned


class PartnerBlock(blocks.StructBlock):
    """Somebody who took part, and how. Migrants can lead. The order says nothing about rank."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    country = blocks.ChoiceBlock(choices=countries.choices, label=_("Country"), required=False)
    side = SideBlock()
    kind = TermBlock(vocabulary=Vocabulary.ACTOR_KINDS, label=_("Kind"), required=False)
    role = TermBlock(vocabulary=Vocabulary.PARTNER_ROLES, label=_("Role"), required=False)
    brought = blocks.TextBlock(label=_("What they brought"), required=False)
    hidden = blocks.BooleanBlock(
        label=_("Keep the name hidden"),
        required=False,
        help_text=_("Until the partner agrees to be named. Readers see the kind only."),
    )

    class Meta:
        icon = "group"
        label = _("Partner")


class ContributionBlock(blocks.StructBlock):
    """What the authority gave, and how deep that goes."""

    what = TermBlock(vocabulary=Vocabulary.AUTHORITY_CONTRIBUTIONS, label=_("Contribution"))
    depth = blocks.ChoiceBlock(choices=Depth.choices, label=_("Depth"))
    note = blocks.CharBlock(label=_("In which way"), required=False, max_length=300)

    class Meta:
        icon = "pick"
        label = _("Contribution of the authority")


class ResultBlock(blocks.StructBlock):
    """One result, for one side of the corridor or both."""

    text = blocks.TextBlock(label=_("Result"))
    side = SideBlock()

    class Meta:
        icon = "list-ul"
        label = _("Result")


class FailureBlock(blocks.StructBlock):
    """What did not work, and why."""

    text = blocks.TextBlock(label=_("What did not work"))
    cause = blocks.TextBlock(label=_("Why"), required=False)

    class Meta:
        icon = "warning"
        label = _("What did not work")


class NeedBlock(blocks.StructBlock):
    """What another place must have to repeat the practice."""

    kind = blocks.ChoiceBlock(choices=Need.choices, label=_("Kind"), default=Need.OTHER)
    heading = blocks.CharBlock(label=_("What is needed"), required=False, max_length=160)
    text = blocks.TextBlock(label=_("In a sentence or two"), required=False)
    evidence = blocks.TextBlock(
        label=_("How it showed"),
        required=False,
        help_text=_("For political will: the act, vote or budget that proved it."),
    )

    class Meta:
        icon = "key"
        label = _("What others need")


class ComponentBlock(blocks.StructBlock):
    """A structure of its own within the practice: an office, a house, a committee."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    kind = TermBlock(vocabulary=Vocabulary.INSTRUMENTS, label=_("Kind"), required=False)
    place = blocks.CharBlock(label=_("Place"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("What it does"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Component")


class ChosenStoryBlock(blocks.StructBlock):
    """A story of a collection, and why it is there."""

    story = blocks.PageChooserBlock(page_type="practices.StoryPage", label=_("Story"))
    why = blocks.TextBlock(label=_("Why it is here"), required=False)

    class Meta:
        icon = "doc-empty"
        label = _("Story")


class PictureBlock(blocks.StructBlock):
    """A photograph or drawing. Nobody who could be harmed by being recognised is on it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"), required=False, max_length=200, help_text=_("For those who cannot see it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")


class DocumentBlock(blocks.StructBlock):
    """A file that belongs to the story: an act, a form, a report. Only who may read the story may have it."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("What the document is"), max_length=160)

    class Meta:
        icon = "doc-full"
        label = _("Document")
