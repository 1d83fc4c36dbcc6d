"""Doors to claims: a member says she speaks for an organisation, and shows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.members import domains, drafts
from community.members.contributions import ContributionRefused
from community.members.enums import Proof
from community.members.forms.claim import ClaimForm
from community.members.models import Claim, Organisation, User
from community.members.requests import member_of
from community.members.services import claims
from foundation import clock

KEPT = ("proof", "statement")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Claim to speak for an organisation, by a mailbox there or by a document."""
    member = member_of(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    place = f"claim {slug}"
    proving = claims.proving(member=member, organisation=organisation)
    form = ClaimForm(
        request.POST or None,
        request.FILES or None,
        addresses=claims.addresses(member=member),
        initial={"proof": Proof.DOMAIN if organisation.domain else Proof.DOCUMENT}
        | {"address": proving[0] if proving else ""}
        | drafts.kept(request, place=place),
    )
    if request.method == "POST":
        # Who goes to add an address finds her words again when she comes back.
        drafts.keep(request, place=place, fields={name: request.POST.get(name, "") for name in KEPT})
        if form.is_valid() and _submit(member, organisation, form):
            drafts.drop(request, place=place)
            messages.success(request, _("Your claim is with the facilitators. We write to you when they decided."))
            return redirect(organisation)
    values = {
        "form": form,
        "organisation": organisation,
        "domain": domains.readable(organisation.domain),
        "proving": proving,
        "own": Claim.objects.filter(member=member, organisation=organisation, state__in=claims.OPEN).first(),
        "section": "organisations",
    }
    return render(request, "members/claim.html", values, status=422 if form.errors else 200)


def _submit(member: User, organisation: Organisation, form: ClaimForm) -> bool:
    asked = form.cleaned_data
    by_mailbox = asked["proof"] == Proof.DOMAIN
    try:
        claims.submit(
            member=member,
            organisation=organisation,
            proof=asked["proof"],
            address=asked["address"] if by_mailbox else "",
            document=None if by_mailbox else asked["document"],
            statement=asked["statement"],
            now=clock.now(),
        )
    except claims.NotAProof as refusal:
        form.add_error("address" if by_mailbox else "document", str(refusal))
    except (claims.ClaimRefused, ContributionRefused) as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error("document", error)
    return not form.errors


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own claim back."""
    member = member_of(request)
    found = get_object_or_404(Claim.objects.select_related("organisation"), pk=pk, member=member)
    try:
        claims.withdraw(claim=found, by=member, now=clock.now())
    except claims.ClaimRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("You took your claim back."))
    return redirect(found.organisation)
