"""Doors to ties between organisations: who speaks for one follows another for it, or asks to be a member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.members.enums import Tie
from community.members.models import Claim, Organisation, OrganisationTie
from community.members.requests import member_of
from community.members.services import organisations
from foundation import clock


@never_cache
@login_required
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Tie an organisation that the member speaks for to this one."""
    member, now = member_of(request), clock.now()
    target = get_object_or_404(Organisation, slug=slug)
    spoken = Claim.objects.current(now=now).filter(member=member).values("organisation")
    source = get_object_or_404(Organisation, slug=request.POST.get("source", ""), pk__in=spoken)
    kind = request.POST.get("kind", "")
    if kind not in Tie.values:
        raise Http404
    try:
        made = organisations.tie(source=source, target=target, kind=kind, by=member, now=now)
    except organisations.OrganisationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(target)
    if made.confirmed_at is None:
        messages.success(
            request, _("Asked. It shows once those who speak for %(network)s confirm.") % {"network": target}
        )
    else:
        messages.success(request, _("Done. You can end it on the page where you edit your organisation."))
    return redirect(target)


@never_cache
@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say, for the network, that the other organisation is a member."""
    member, now = member_of(request), clock.now()
    spoken = Claim.objects.current(now=now).filter(member=member).values("organisation")
    found = get_object_or_404(OrganisationTie.objects.select_related("target"), pk=pk, target__in=spoken)
    organisations.confirm_tie(tie=found, by=member, now=now)
    messages.success(request, _("Confirmed. The membership shows on both pages."))
    return redirect(f"{reverse('members:organisation_edit', args=[found.target.slug])}#ties")


@never_cache
@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a tie of an organisation that the member speaks for."""
    member, now = member_of(request), clock.now()
    spoken = list(Claim.objects.current(now=now).filter(member=member).values_list("organisation", flat=True))
    mine = Q(source__in=spoken) | Q(target__in=spoken, kind=Tie.BELONGS)
    found = get_object_or_404(OrganisationTie.objects.filter(mine).select_related("source", "target"), pk=pk)
    organisations.end_tie(tie=found, by=member, now=now)
    messages.success(request, _("The tie has ended."))
    own = found.source if found.source_id in spoken else found.target
    return redirect(f"{reverse('members:organisation_edit', args=[own.slug])}#ties")
