"""What a story tells: what was done, with whom, what came of it, what did not work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from foundation.blocks import SentenceBlock
from foundation.fields import LeanStreamField
from home.practices import blocks
from home.practices.enums import Form, Joined, Kind

PROSE = ["bold", "italic", "link", "ol", "ul"]


class Told(models.Model):
    """The text of a story. What stays empty is shown as not stated."""

    kind = models.CharField(_("type"), max_length=12, choices=Kind.choices, default=Kind.PRACTICE)
    form = models.CharField(
        _("form"),
        max_length=5,
        choices=Form.choices,
        default=Form.SHORT,
        help_text=_("The full form shows every part, with what is not known said as such."),
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=600, help_text=_("Two sentences: what was done, and why it matters.")
    )
    context = RichTextField(_("context"), blank=True, features=PROSE)
    challenge = RichTextField(_("challenge"), blank=True, features=PROSE)
    steps = LeanStreamField([("step", blocks.StepBlock())], verbose_name=_("what was done"), blank=True)
    pictures = LeanStreamField([("picture", blocks.PictureBlock())], verbose_name=_("pictures"), blank=True)
    documents = LeanStreamField([("document", blocks.DocumentBlock())], verbose_name=_("documents"), blank=True)
    components = LeanStreamField(
        [("component", blocks.ComponentBlock())], verbose_name=_("structures within the practice"), blank=True
    )
    partners = LeanStreamField(
        [("partner", blocks.PartnerBlock())], verbose_name=_("partners and their roles"), blank=True
    )
    associations_joined = models.CharField(
        _("when migrant associations came in"), max_length=10, choices=Joined.choices, default=Joined.UNKNOWN
    )
    given = LeanStreamField(
        [("contribution", blocks.ContributionBlock())], verbose_name=_("what the authority contributed"), blank=True
    )
    results = LeanStreamField([("result", blocks.ResultBlock())], verbose_name=_("results"), blank=True)
    indicators = LeanStreamField([("indicator", blocks.IndicatorBlock())], verbose_name=_("indicators"), blank=True)
    failures = LeanStreamField([("failure", blocks.FailureBlock())], verbose_name=_("what did not work"), blank=True)
    nothing_reported = models.BooleanField(
        _("nothing reported"), default=False, help_text=_("The tellers, or the source, report no failure or limit.")
    )
    lessons = LeanStreamField([("lesson", SentenceBlock())], verbose_name=_("lessons"), blank=True)
    transfer = LeanStreamField(
        [("need", blocks.NeedBlock())], verbose_name=_("what others need to transfer it"), blank=True
    )
    gaps = LeanStreamField(
        [("gap", SentenceBlock())],
        verbose_name=_("not stated in the source"),
        blank=True,
        help_text=_("What a reader would want to know and the source does not say: cost, staff time, numbers."),
    )

    class Meta:
        abstract = True
