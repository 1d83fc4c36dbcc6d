"""Who writes along: colleagues of the same organisation."""

from datetime import datetime

from community.members.models import User
from home.submissions import locks
from home.submissions.models import CoAuthor, Submission
from home.submissions.permissions import can_name_co_authors
from home.submissions.services.refusals import NotColleagues, SubmissionGone


def add(*, submission: Submission, by: User, address: str, role: str, now: datetime) -> CoAuthor:
    """Let a colleague write along; named twice, the role changes.

    Raises:
        SubmissionGone: it is not hers to share.
        NotColleagues: no active member of the organisation has this address.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not can_name_co_authors(by, held):
            raise SubmissionGone
        colleague = User.objects.filter(
            email__iexact=address.strip(), is_active=True, profile__organisation=held.organisation_id
        ).exclude(pk=by.pk)
        member = colleague.first() if held.organisation_id else None
        if member is None:
            raise NotColleagues
        row, _made = CoAuthor.objects.update_or_create(
            submission=held, member=member, defaults={"role": role}, create_defaults={"role": role, "added_at": now}
        )
        return row


def remove(*, submission: Submission, by: User, member_id: int) -> None:
    """End a colleague's part; she may go herself.

    Raises:
        SubmissionGone: it is not hers to share, nor her own part.
    """
    with locks.submission_lock(submission.pk) as held:
        if held is None or not (can_name_co_authors(by, held) or by.pk == member_id):
            raise SubmissionGone
        CoAuthor.objects.filter(submission=held, member=member_id).delete()
