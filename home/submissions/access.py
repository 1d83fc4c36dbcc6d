"""Loading a submission for whoever asks: hidden and absent look the same."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.members.models import Organisation, User
from foundation import clock
from home.submissions.models import Submission


def own(request: HttpRequest, pk: int) -> Submission:
    """Return a submission that the reader writes."""
    return get_object_or_404(Submission.objects.written_by(request.user).for_listing(), pk=pk)


def visible(request: HttpRequest, pk: int) -> Submission:
    """Return a submission that the reader may see."""
    return get_object_or_404(Submission.objects.visible_to(request.user).for_listing(), pk=pk)


def organisations_of(member: User) -> list[Organisation]:
    """Return the bodies a member may write for: those she may speak for, and the one her profile names."""
    spoken = Organisation.objects.spoken_for_by(member, now=clock.now())
    profile = getattr(member, "profile", None)
    named = Organisation.objects.filter(pk=profile.organisation_id) if profile else Organisation.objects.none()
    return list((spoken | named).distinct().order_by("name"))
