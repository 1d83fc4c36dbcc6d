"""Who could review a text: by theme and language, never an author, a colleague, or who declared a conflict."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.enums import Direction, RoleGroup
from community.members.models import MemberExpertise, User
from community.taxonomy.models import Term
from home.reviews import authorship
from home.reviews.enums import PENDING
from home.reviews.models import Conflict, Review, Round

ROLES = (RoleGroup.FACILITATORS.value, RoleGroup.EDITORS.value)


@dataclass
class Candidate:
    """Somebody who could be asked, and why."""

    member: User
    themes: list[str] = field(default_factory=list)
    reads: bool = False
    has_role: bool = False
    open_reviews: int = 0

    @property
    def reasons(self) -> list[str]:
        """Why, in words for the facilitator who asks."""
        said = [_("works on %(theme)s") % {"theme": theme} for theme in self.themes]
        if self.reads:
            said.append(_("works in the language of the text"))
        if self.has_role:
            said.append(_("facilitator or editor"))
        return [
            *said,
            ngettext("%(count)s open review", "%(count)s open reviews", self.open_reviews)
            % {"count": self.open_reviews},
        ]


def eligible(row: Round) -> "QuerySet[User]":
    """Return everybody who may review a round: it is nobody's who wrote it or works with who did."""
    authors = authorship.authors_of(row)
    bodies = authorship.bodies_of(row, authors)
    people = User.objects.filter(is_active=True).filter(
        Q(pk__in=User.objects.filter(groups__name__in=ROLES).values("pk")) | Q(profile__is_expert=True)
    )
    return (
        people.exclude(pk__in=authors)
        .exclude(profile__organisation__in=bodies)
        .exclude(pk__in=Conflict.objects.filter(page=row.page_id).values("member"))
    )


def ranked(row: Round, *, most: int, with_role: bool = False) -> list[Candidate]:
    """Return who fits best, those with fewest open reviews first among equals; who was asked already is left out.

    with_role: facilitators and editors only.
    """
    themes = themes_of(row)
    asked = Review.objects.filter(round=row, reviewer__isnull=False).values("reviewer")
    offering = MemberExpertise.objects.filter(direction=Direction.OFFERED, term__in=themes)
    language = row.page.locale.language_code
    people = (
        eligible(row)
        .exclude(pk__in=asked)
        .annotate(
            works_on=Count("profile__themes", filter=Q(profile__themes__in=themes), distinct=True),
            offers=Count("profile__expertise", filter=Q(profile__expertise__in=offering), distinct=True),
            reads=Count("profile__languages", filter=Q(profile__languages__slug=language), distinct=True),
            roles=Count("groups", filter=Q(groups__name__in=ROLES), distinct=True),
            busy=Count("reviews", filter=Q(reviews__state__in=PENDING, reviews__round__outcome=""), distinct=True),
        )
        # An expert is asked for what she knows; facilitators and editors read everything.
        .filter(Q(roles__gt=0) if with_role else Q(roles__gt=0) | Q(works_on__gt=0) | Q(offers__gt=0))
        .annotate(fits=F("works_on") + F("offers") + F("reads"))
        .order_by("-fits", "busy", "pk")
        .select_related("profile")[:most]
    )
    found = list(people)
    known = _themes_known(found, themes)
    return [
        Candidate(
            member=person,
            themes=known.get(person.pk, []),
            reads=person.reads > 0,
            has_role=person.roles > 0,
            open_reviews=person.busy,
        )
        for person in found
    ]


def themes_of(row: Round) -> list[int]:
    """Return the themes of what is read, as it was sent."""
    found = row.revision.content.get("themes") or []
    return [int(pk) for pk in found]


def _themes_known(people: Iterable[User], themes: list[int]) -> dict[int, list[str]]:
    pks = [person.pk for person in people]
    labels = {term.pk: str(term.label) for term in Term.objects.filter(pk__in=themes)}
    pairs = set(User.objects.filter(pk__in=pks, profile__themes__in=themes).values_list("pk", "profile__themes")) | set(
        MemberExpertise.objects.filter(profile__user__in=pks, direction=Direction.OFFERED, term__in=themes).values_list(
            "profile__user", "term"
        )
    )
    found: dict[int, list[str]] = {}
    for person, term in sorted(pairs):
        if term in labels:
            found.setdefault(person, []).append(labels[term])
    return found
