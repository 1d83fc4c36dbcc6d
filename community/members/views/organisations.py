"""Doors to organisations: the list, the page, a proposal, the profile as those who speak for it keep it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members import directory, organisation_pages, sections
from community.members.contributions import ContributionRefused
from community.members.disclosure import Reader
from community.members.forms.organisation import (
    ContactRolesForm,
    LineFormSet,
    OrganisationFilterForm,
    OrganisationProfileForm,
    OrganisationProposalForm,
    lines_of,
)
from community.members.models import Claim, Organisation, User
from community.members.requests import member_of
from community.members.services import contact_posts, organisations
from foundation import clock

PER_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Authorities, and beside them their partners, narrowed by what the reader asks for."""
    now, form = clock.now(), OrganisationFilterForm(request.GET)
    form.is_valid()  # a value that is no choice narrows nothing; the others do
    wanted = form.cleaned_data
    found = organisation_pages.narrowed(Organisation.objects.all(), wanted, now=now)
    partners = request.GET.get("tab") == "partners"
    counts = {"authorities": found.authorities().count(), "partners": found.partners().count()}
    rows = (found.partners() if partners else found.authorities()).for_listing().with_badge(now=now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for organisation in page.object_list:
        organisation.place = organisation_pages.place_of(organisation)
        organisation.split = organisation_pages.split_lines(organisation)
    values = {
        "form": form,
        "page_obj": page,
        "partners": partners,
        "counts": counts,
        "total": counts["partners" if partners else "authorities"],
        "is_narrowed": any(wanted.values()),
        "people_count": directory.listed(Reader(request.user)).count(),
        "kept": _without(request, "tab", "page"),
        "section": "organisations",
    }
    return render(request, "members/organisations.html", values)


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: what it is and offers, how it was checked, whom to ask, and what of it is on the site."""
    now = clock.now()
    found = get_object_or_404(Organisation.objects.for_listing(), slug=slug)
    standing = organisation_pages.standing(found, reader=request.user, now=now)
    member = request.user if isinstance(request.user, User) else None
    spoken = Claim.objects.current(now=now).filter(member=member).select_related("organisation") if member else []
    values = {
        "organisation": found,
        "place": organisation_pages.place_of(found),
        "map": organisation_pages.map_of(found),
        **organisation_pages.split_lines(found),
        "standing": standing,
        "people": organisation_pages.people(found, reader=Reader(request.user), now=now),
        "posts": found.contact_posts.exclude(holder=None).order_by("role"),
        "ties": organisation_pages.ties(found),
        "own": [claim.organisation for claim in spoken if claim.organisation != found],
        "actions": sections.organisation_actions(member, found),
        "related": sections.related(found),
        "is_authority": "local-authority" in found.kind.branch,
        "section": "organisations",
    }
    return render(request, "members/organisation.html", values)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Propose an organisation that is not here yet."""
    now = clock.now()
    form = OrganisationProposalForm(request.POST or None, now=now)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            made = organisations.propose(by=member_of(request), now=now, **form.cleaned_data)
        except organisations.LooksAlike as refusal:
            known = refusal.known
            form.add_error(refusal.field, str(refusal))
        except (organisations.OrganisationRefused, ContributionRefused) as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is on the site now. Do you speak for it? Then show it here."))
            return redirect("members:claim", made.slug)
    values = {"form": form, "known": known, "section": "organisations"}
    return render(request, "members/organisation_add.html", values, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the profile of an organisation that the member speaks for."""
    now, member = clock.now(), member_of(request)
    found = _spoken_for(member, slug)
    form = OrganisationProfileForm(request.POST or None, instance=found, now=now)
    lines: Any = LineFormSet(request.POST or None, initial=lines_of(found), prefix="lines")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        fields = dict(form.cleaned_data)
        languages = fields.pop("languages")
        organisations.update(
            organisation=found, by=member, fields=fields, languages=languages, lines=lines.lines, now=now
        )
        messages.success(request, _("Saved. This is what others see."))
        return redirect("members:organisation_edit" if "more" in request.POST else "members:organisation", slug)
    wrong = bool(form.errors or (lines.is_bound and not lines.is_valid()))
    values = {**_edit_values(found, member), "form": form, "lines": lines}
    return render(request, "members/organisation_edit.html", values, status=422 if wrong else 200)


@never_cache
@login_required
@require_http_methods(["POST"])
def contact_roles(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who holds the contact roles."""
    now, member = clock.now(), member_of(request)
    found = _spoken_for(member, slug)
    form = ContactRolesForm(request.POST, able=contact_posts.candidates(organisation=found, reader=member, now=now))
    if form.is_valid():
        contact_posts.appoint_all(organisation=found, holders=form.holders, by=member, now=now)
        messages.success(request, _("Saved. Messages reach these people from now on."))
    else:
        messages.error(request, _("Choose somebody who speaks for the organisation or names it in her profile."))
    return redirect(f"{reverse('members:organisation_edit', args=[slug])}#roles")


def _spoken_for(member: User, slug: str) -> Organisation:
    now = clock.now()
    spoken = Claim.objects.current(now=now).filter(member=member).values("organisation")
    return get_object_or_404(Organisation, slug=slug, pk__in=spoken)


def _edit_values(found: Organisation, member: User) -> dict[str, Any]:
    now = clock.now()
    held = {post.role: str(post.holder_id or "") for post in found.contact_posts.all()}
    able = contact_posts.candidates(organisation=found, reader=member, now=now)
    return {
        "organisation": found,
        "roles": ContactRolesForm(initial=held, able=able),
        "asking": found.ties_to.waiting().select_related("source"),
        "ties_from": found.ties_from.select_related("target").order_by("kind", "target__name"),
        "members": found.ties_to.memberships().select_related("source").order_by("source__name"),
        "section": "organisations",
    }
