"""What stands beside a contribution that a facilitator looks at, and the log of decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator

from community.discussions.models import Thread
from community.members.models import User
from community.moderation import checks, queue, trust
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.models import Appeal, Decision, Flag, Remark, Repair
from community.moderation.permissions import can_decide_appeal, can_decide_contribution, can_judge_member
from community.moderation.querysets import on
from community.wordings.models import Wording

LINES_A_PAGE = 50


def history(case: Case) -> dict[str, Any]:
    """Return the reports, remarks, appeals and decisions on one contribution."""
    flags = list(Flag.objects.on(case.target).select_related("reporter"))
    return {
        "flags": flags,
        "open_flags": [flag for flag in flags if flag.decision_id is None],
        "wordings": list(Wording.objects.of(case.kind, case.pk)),
        "decisions": list(Decision.objects.on(case.target).select_related("actor")),
        "remarks": list(Remark.objects.filter(**on(case.target)).select_related("author")),
        "appeal": Appeal.objects.on(case.target).open().select_related("against").first(),
        "repair": Repair.objects.on(case.target).open().first(),
    }


def desk(case: Case, user: User, *, now: datetime) -> dict[str, Any]:
    """Return all that the page of a contribution shows a facilitator, but for the forms."""
    told = history(case)
    appeal = told["appeal"]
    return {
        **told,
        "checks": checks.of(case, now=now),
        "may_decide": can_decide_contribution(user, case),
        "may_decide_appeal": appeal is not None and can_decide_appeal(user, case, appeal.against.actor_id),
        "may_judge": case.author is not None and can_judge_member(user, case.author),
        "is_trusted": case.author is not None and trust.is_trusted(case.author, now=now),
        "entries": queue.page(queue.Choice(), None, now=now)[1],
    }


@dataclass(frozen=True)
class Line:
    """One line of the log, without a word of what it was about."""

    decision: Decision
    kind: str


def log(number: str | None) -> tuple[Any, list[Line]]:
    """Return a page of the log, the newest first, in a number of queries that does not depend on it."""
    page_obj = Paginator(Decision.objects.select_related("actor"), LINES_A_PAGE).get_page(number)
    kinds = {ContentType.objects.get_for_model(adapter.model).pk: kind for kind, adapter in ADAPTERS.items()}
    kinds |= {
        ContentType.objects.get_for_model(Thread).pk: "thread",
        ContentType.objects.get_for_model(User).pk: "member",
    }
    lines = [Line(row, kinds.get(row.content_type_id, "")) for row in page_obj]
    return page_obj, lines
