"""Reads of consultations. Rights are part of the query."""

from typing import TYPE_CHECKING, Any

from django.db import models

from community.consultations.enums import State, Uptake
from community.groups.models import Group
from community.groups.querysets import is_member, is_overseer
from community.members.contributions import ContributionState
from community.members.models import User

if TYPE_CHECKING:
    from community.consultations.models import Consultation, Statement  # noqa: F401  # named in strings below

PLACES = (
    "territory",
    "corridor__origin",
    "corridor__origin_territory",
    "corridor__origin_region",
    "corridor__residence",
    "corridor__residence_territory",
    "corridor__residence_region",
    "group",
)


def may_see(user: Any, prefix: str = "") -> models.Q:
    """Return which consultations `user` may read: those of a group from inside, drafts by who edits them."""
    if is_overseer(user):
        return models.Q()
    inside = models.Q(**{f"{prefix}group__isnull": True})
    if not is_member(user):
        return inside & models.Q(**{f"{prefix}opened_at__isnull": False})
    inside |= models.Q(**{f"{prefix}group__in": Group.objects.open_to(user).values("pk")})
    # Not a join: who looks after several would read a consultation several times.
    own = User.objects.filter(pk=user.pk).values("kept_consultations")
    return inside & (models.Q(**{f"{prefix}opened_at__isnull": False}) | models.Q(**{f"{prefix}pk__in": own}))


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Consultations, narrowed by adjectives."""

    def readable(self, user: Any) -> "ConsultationQuerySet":
        """Those that `user`, who may be anonymous, may open."""
        return self.filter(may_see(user))

    def kept_by(self, user: Any) -> "ConsultationQuerySet":
        """Those that `user` may edit: all as a facilitator of the site, else those she looks after and may read."""
        if is_overseer(user):
            return self
        rows = self.readable(user)
        return rows.filter(facilitators=user.pk) if is_member(user) else rows.none()

    def opened(self) -> "ConsultationQuerySet":
        """Those that were put to discussion, whatever became of them."""
        return self.filter(opened_at__isnull=False)

    def in_state(self, state: State) -> "ConsultationQuerySet":
        """Those that stand there now."""
        return self.filter(state=state)

    def for_listing(self) -> "ConsultationQuerySet":
        """With what a row shows, whatever the number of rows."""
        shown = models.Q(statements__state=ContributionState.PUBLISHED)
        rows = self.select_related(*PLACES).annotate(statement_count=models.Count("statements", filter=shown))
        # Counting undoes the order that the model has by itself.
        return rows.order_by("-created_at", "-pk")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements, narrowed by adjectives."""

    def readable(self, user: Any) -> "StatementQuerySet":
        """Those of consultations that `user` may open; hidden ones too, whose place and reason everybody sees."""
        return self.filter(may_see(user, "consultation__"))

    def published(self) -> "StatementQuerySet":
        """Neither hidden nor removed."""
        return self.filter(state=ContributionState.PUBLISHED)

    def unanswered(self) -> "StatementQuerySet":
        """Published ones of which nobody said yet what became of them."""
        return self.published().filter(response__isnull=True)

    def for_listing(self) -> "StatementQuerySet":
        """With what a statement shows, whatever their number."""
        return self.select_related(
            "paragraph",
            "response",
            "speaks_for__kind",
            "author__profile__organisation__kind",
            "author__profile__territory",
        )

    def tally(self) -> dict[str, int]:
        """Return how many were taken up, in part, not; and how many wait, under the empty word."""
        rows = self.published().order_by().values_list("response__uptake").annotate(total=models.Count("pk"))
        found = {uptake or "": total for uptake, total in rows}
        return {word: found.get(word, 0) for word in (*Uptake.values, "")}
