"""The seven steps. Each reads its part of a story, and writes it back; nothing else."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms.named import NamedLinesField, territories_like, territory_named
from community.members.models import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import terms_of
from community.territories.models import Corridor, Territory
from foundation import markup
from home.practices.enums import Depth, Evidence, Joined, Kind, Movement, Status, Tie
from home.practices.models import StoryPage
from home.practices.validators import validate_order
from home.submissions.forms import prose, rows
from home.submissions.forms.attached import AttachedFields
from home.submissions.forms.lines import Lines
from home.submissions.forms.standing import STANDING, StandingFields


class StepForm(forms.Form):
    """One step. Nothing is required to save: what is missing is asked for before the story is sent."""

    use_required_attribute = False
    lines: ClassVar[tuple[Lines, ...]] = ()
    # Fields that are the story's own, as they are.
    same: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, story: StoryPage, organisations: list[Organisation], **kwargs: Any) -> None:
        self.story, self.organisations = story, organisations
        kwargs["initial"] = {**self.read(story), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Give the choices that depend on who writes."""

    def read(self, story: StoryPage) -> dict[str, Any]:
        """Return what the fields show of a story."""
        return {name: getattr(story, name) for name in self.same}

    def write(self, story: StoryPage) -> None:
        """Set what the fields say."""
        for name in self.same:
            value = self.cleaned_data[name]
            setattr(story, name, markup.tidy(value) if isinstance(value, str) else value)


def _choices(vocabulary: Vocabulary) -> list[tuple[str, list[tuple[str, str]]]]:
    terms = terms_of(vocabulary)
    return [
        (top.label, [(top.slug, top.label), *((t.slug, f"– {t.label}") for t in terms if t.parent_id == top.pk)])
        for top in terms
        if top.parent_id is None
    ]


def _terms(vocabulary: Vocabulary, slugs: list[str]) -> list[Term]:
    return [term for term in terms_of(vocabulary) if term.slug in slugs]


class PlaceStep(StepForm):
    """Where, who, on what."""

    same = ("title", "kind", "movement", "begins", "ends", "status", "partner_place", "tie")

    title = forms.CharField(label=_("What happened, in one line"), max_length=120)
    kind = forms.ChoiceField(label=_("This tells"), choices=Kind.choices, widget=forms.RadioSelect)
    organisation = forms.ChoiceField(
        label=_("Authority or organisation that answers for it"),
        required=False,
        help_text=_("Yours, if your profile names one. Your colleagues there can help to write."),
    )
    territories = NamedLinesField(
        label=_("Territories"),
        model=Territory,
        find=territory_named,
        like=territories_like,
        required=False,
        help_text=_("One a line, by name."),
    )
    place = forms.CharField(
        label=_("Place, as readers know it"),
        required=False,
        max_length=160,
        help_text=_("For example: Kayes, Mali. Left empty, the first territory's name stands there."),
    )
    corridor = forms.ChoiceField(label=_("Corridor"), required=False)
    partner_place = forms.CharField(label=_("Partner place"), required=False, max_length=160)
    tie = forms.ChoiceField(label=_("Tie between the places"), choices=Tie.choices)
    movement = forms.ChoiceField(
        label=_("Movement of people"), required=False, choices=[("", _("Not known")), *Movement.choices]
    )
    begins = rows.date(_("Begins"))
    ends = rows.date(_("Ends"), _("Leave empty while it goes on, or if nobody knows."))
    status = forms.ChoiceField(label=_("Does it still run?"), choices=Status.choices)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("One to five.")
    )

    def build(self) -> None:
        """Offer the writer's organisations, the corridors, the themes."""
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((row.slug, row.name) for row in self.organisations),
        ]
        corridors = Corridor.objects.with_ends()
        self.fields["corridor"].choices = [("", "–"), *((row.slug, str(row)) for row in corridors)]  # type: ignore[attr-defined]
        self.fields["themes"].choices = _choices(Vocabulary.THEMES)  # type: ignore[attr-defined]

    def read(self, story: StoryPage) -> dict[str, Any]:
        """Read rows as names."""
        corridor = story.corridors.first()
        return super().read(story) | {
            "place": story.place,
            "organisation": story.authority.slug if story.authority else "",
            "territories": list(story.territories.all()),
            "corridor": corridor.slug if corridor else "",
            "themes": [term.slug for term in story.themes.all()],
        }

    def clean_themes(self) -> list[str]:
        """At most five, so that a filter means something."""
        slugs: list[str] = self.cleaned_data["themes"]
        if len(slugs) > 5:
            raise forms.ValidationError(_("Choose at most five: the ones a reader would look under."), code="many")
        return slugs

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean() or {}
        try:
            validate_order(cleaned.get("begins") or "", cleaned.get("ends") or "")
        except forms.ValidationError as error:
            self.add_error("ends", error)
        return cleaned

    def write(self, story: StoryPage) -> None:
        """Write rows and names."""
        super().write(story)
        given = self.cleaned_data
        story.draft_title = story.title
        story.authority = next((row for row in self.organisations if row.slug == given["organisation"]), None) or (
            story.authority if given["organisation"] else None
        )
        story.territories = given["territories"]
        story.place = given["place"] or ", ".join(_names(given["territories"][:1]))
        story.corridors = list(Corridor.objects.filter(slug=given["corridor"])) if given["corridor"] else []
        story.themes = _terms(Vocabulary.THEMES, given["themes"])


def _names(territories: list[Territory]) -> list[str]:
    return [
        name for territory in territories for name in (territory.name, *(c.name for c in territory.countries.all()))
    ]


class ContextStep(StepForm):
    """What it was like before."""

    same = ("standfirst",)

    standfirst = rows.area(
        _("The whole story in two sentences"), most=600, help_text=_("What was done, and why it matters.")
    )
    context = rows.area(_("Context"), most=6000, help_text=_("What a stranger must know of the place."), rows=6)
    challenge = rows.area(_("Challenge"), most=6000, help_text=_("What had to be solved."), rows=6)

    def read(self, story: StoryPage) -> dict[str, Any]:
        """Read the formatted text as plain paragraphs."""
        told = {"context": prose.typed(story.context), "challenge": prose.typed(story.challenge)}
        return super().read(story) | told

    def write(self, story: StoryPage) -> None:
        """Write paragraphs."""
        super().write(story)
        story.context = prose.formatted(self.cleaned_data["context"], story.context)
        story.challenge = prose.formatted(self.cleaned_data["challenge"], story.challenge)


class DoneStep(AttachedFields, StepForm):
    """What was done, with pictures and documents."""

    lines = (
        Lines("steps", "step", rows.StepLine, _("Steps"), _("Add another step"), _("One at a time, in their order.")),
    )

    def build(self) -> None:
        """Offer what can be taken out."""
        self.offer(self.story)

    def write(self, story: StoryPage) -> None:
        """Add and take out pictures and documents."""
        super().write(story)
        self.attach(story)


class PartnersStep(StepForm):
    """Who did what."""

    lines = (Lines("partners", "partner", rows.PartnerLine, _("Partners"), _("Add another partner")),)
    same = ("associations_joined",)

    associations_joined = forms.ChoiceField(
        label=_("When did migrant associations come in?"),
        choices=Joined.choices,
        widget=forms.RadioSelect,
        help_text=_("Practices last longer where they help to plan."),
    )
    given = forms.MultipleChoiceField(
        label=_("What did the authority itself contribute?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def build(self) -> None:
        """Offer the report's list, grouped by how deep a contribution goes."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for term in terms_of(Vocabulary.AUTHORITY_CONTRIBUTIONS):
            groups.setdefault(term.depth, []).append((term.slug, term.label))
        self.fields["given"].choices = [  # type: ignore[attr-defined]
            (depth.label, groups[depth]) for depth in Depth if depth in groups
        ]

    def read(self, story: StoryPage) -> dict[str, Any]:
        """Read which contributions the story names."""
        return super().read(story) | {"given": [block["value"]["what"] for block in story.given.raw_data]}

    def write(self, story: StoryPage) -> None:
        """Keep the notes an editor wrote beside a contribution that stays."""
        super().write(story)
        before = {block["value"]["what"]: dict(block["value"]) for block in story.given.raw_data}
        story.given = [  # type: ignore[assignment]  # as Wagtail reads it
            ("contribution", before.get(term.slug, {"what": term.slug, "depth": term.depth, "note": ""}))
            for term in _terms(Vocabulary.AUTHORITY_CONTRIBUTIONS, self.cleaned_data["given"])
        ]


class ResultsStep(StepForm):
    """What came of it, and what did not work."""

    lines = (
        Lines("results", "result", rows.ResultLine, _("Results"), _("Add another result")),
        Lines(
            "indicators",
            "indicator",
            rows.IndicatorLine,
            _("Figures"),
            _("Add another figure"),
            _("Only what was counted. No figures is an answer too."),
            full_only=True,
        ),
        Lines("failures", "failure", rows.FailureLine, _("What did not work"), _("Add another line")),
    )
    same = ("nothing_reported", "evidence")

    nothing_reported = forms.BooleanField(
        label=_("We have no failure or limit to report"),
        required=False,
        help_text=_("Readers learn most from what did not work. Tick this only if there is nothing."),
    )
    evidence = forms.ChoiceField(label=_("How well are the results known?"), choices=Evidence.choices)
    lessons = rows.area(_("Lessons"), most=4000, help_text=_("One a line."), rows=5)

    def read(self, story: StoryPage) -> dict[str, Any]:
        """Read lessons as lines."""
        return super().read(story) | {"lessons": "\n".join(block["value"] for block in story.lessons.raw_data)}

    def write(self, story: StoryPage) -> None:
        """Write lessons, one a line."""
        super().write(story)
        told = [line.strip() for line in markup.tidy(self.cleaned_data["lessons"]).splitlines() if line.strip()]
        story.lessons = [("lesson", line) for line in told]  # type: ignore[assignment]  # as Wagtail reads it


class NeedsStep(StandingFields, StepForm):
    """What others need, and what makes it last."""

    lines = (Lines("transfer", "need", rows.NeedLine, _("What others need to transfer it"), _("Add another need")),)
    same = STANDING


class CheckStep(StepForm):
    """Sources and consents; then it is sent."""

    lines = (Lines("sources", "source", rows.SourceLine, _("Sources"), _("Add another source")),)

    partners_agree = forms.BooleanField(
        label=_("Every partner that is named agrees to it"), required=False, help_text=_("Others stay hidden.")
    )
    nobody_named = forms.BooleanField(
        label=_("No migrant can be recognised, by name, picture or story"), required=False
    )
    rights_held = forms.BooleanField(
        label=_("We may publish these words, pictures and documents, free to share with attribution"), required=False
    )


STEPS: dict[str, type[StepForm]] = {
    "place": PlaceStep,
    "context": ContextStep,
    "done": DoneStep,
    "partners": PartnersStep,
    "results": ResultsStep,
    "needs": NeedsStep,
    "check": CheckStep,
}
TITLES = {
    "place": _("The place and who acts"),
    "context": _("Context and challenge"),
    "done": _("What was done"),
    "partners": _("Partners and roles"),
    "results": _("Results and evidence"),
    "needs": _("What others need"),
    "check": _("Check and send"),
}
QUESTIONS = {
    "place": (_("Where, and who acts?"), _("The line above the title, and what readers filter by.")),
    "context": (_("What was it like before?"), _("Write for somebody who has never been there.")),
    "done": (_("What was done?"), _("Dates help others to plan. Leave out what you do not know.")),
    "partners": (_("Who did what?"), _("One partner at a time. Clear roles are what readers ask about most.")),
    "results": (_("What came of it?"), _("Also what did not work. “Not known” is a good answer.")),
    "needs": (_("What would another place need?"), _("So that it can judge before it starts.")),
    "check": (_("Check and send"), _("Two people read it before it is public. You see what they decide, and why.")),
}
