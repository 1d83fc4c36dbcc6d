"""Doors to other members: the directory, a page, a photograph. Who is closed to a reader is not there for her."""

from dataclasses import replace
from typing import Any

from allauth.account.adapter import get_adapter
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.members import directory, portraits, sections
from community.members.disclosure import Reader
from community.members.enums import Audience
from community.members.forms.directory import PeopleFilterForm
from community.members.models import Profile, User
from community.members.pictures import CONTENT_TYPE
from community.members.services import looks
from community.territories.models import Territory
from foundation import clock, world_map
from foundation.storage import hand_out


@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The directory: people who are in it for this reader, narrowed by what she asks for."""
    now, reader, form = clock.now(), Reader(request.user), PeopleFilterForm(request.GET)
    try:
        looks.turn(member_id=reader.member_id, network=_network(request, reader), now=now)
    except looks.TooManyLooks as refusal:
        return _too_many(request, refusal, is_list=True)
    choice = form.choice()
    search = directory.Search(reader, choice or directory.Choice(), now=now)
    found = search.found() if choice else directory.Found(Profile.objects.none(), 0, 0, 0, {})
    page = directory.page_of(
        found,
        sort=search.choice.sort,
        now=now,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    territories = _territories(found.places, search.choice.territory)
    is_narrowed = any(form.data.get(name) for name in form.fields if name != "sort")
    counts = directory.counts(reader) if is_narrowed else directory.organisation_counts()
    return render(
        request,
        "members/people.html",
        {
            "people_count": counts["people"] if is_narrowed else found.total,
            "form": form,
            "found": found,
            "page": page,
            "links": _links(request, page),
            "rows": [portraits.row(profile, reader) for profile in page.profiles],
            "map": _map(found.places, territories),
            "is_narrowed": is_narrowed,
            "removals": form.removals(place=_name_of(search.choice.territory, territories)) if choice else [],
            "counts": counts,
            "has_query": bool(request.GET),
            "section": "organisations",
        },
    )


def _links(request: HttpRequest, page: directory.Slice) -> dict[str, str]:
    """Addresses of the pages before and after, with the filters as they are."""
    made = {}
    for name in ("before", "after"):
        query = request.GET.copy()
        for key in ("before", "after"):
            query.pop(key, None)
        if handle := getattr(page, name):
            query[name] = handle
            made[name] = f"?{query.urlencode()}"
    return made


def _territories(places: dict[int, int], wanted: str) -> dict[int, Territory]:
    """The territories on the map and the one that is asked for, in one query."""
    if not places and not wanted:
        return {}
    return {one.pk: one for one in Territory.objects.filter(Q(pk__in=list(places)) | Q(slug=wanted))}


def _name_of(slug: str, territories: dict[int, Territory]) -> str:
    return next((one.name for one in territories.values() if one.slug == slug), slug)


def _map(places: dict[int, int], territories: dict[int, Territory]) -> world_map.WorldMap | None:
    """The rows of all pages on a map: a point for each territory, the larger groups labelled first."""
    if not places:
        return None
    points = [
        world_map.Place(
            float(territory.latitude),
            float(territory.longitude),
            f"{territory.name} ({places[pk]})",
            url=territory.get_absolute_url(),
            priority=places[pk],
        )
        for pk, territory in territories.items()
        if pk in places
    ]
    drawn = world_map.browse_band(points)
    name = ngettext(
        "Map of %(count)d place with people in this list. The list on this page says the same.",
        "Map of %(count)d places with people in this list. The list on this page says the same.",
        len(points),
    )
    return replace(drawn, name=name % {"count": len(points)})


def _looked_at(request: HttpRequest, handle: str, reader: Reader) -> Profile:
    """Return the profile, counted as looked at.

    Raises:
        Http404: the reader may not see it, or there is none; the same answer for both.
        TooManyLooks: the reader has seen enough for a day.
    """
    rows = directory.with_proof(directory.visible(reader), now=clock.now())
    profile = rows.filter(handle=handle).first()
    if profile is None:
        raise Http404
    looks.look(profile=profile, member_id=reader.member_id, network=_network(request, reader), now=clock.now())
    return profile


def _network(request: HttpRequest, reader: Reader) -> str:
    return "" if reader.member_id is not None else str(get_adapter().get_client_ip(request))


def _too_many(request: HttpRequest, refusal: looks.TooManyLooks, *, is_list: bool = False) -> HttpResponse:
    context = {"opens_at": refusal.opens_at, "most": refusal.most, "is_list": is_list}
    response = render(request, "members/too_many_looks.html", context, status=429)
    response["Retry-After"] = str(max(1, int((refusal.opens_at - clock.now()).total_seconds())))
    return response


@never_cache
@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """A member's page, as far as she opened it to this reader."""
    reader = Reader(request.user)
    try:
        found = _looked_at(request, handle, reader)
    except looks.TooManyLooks as refusal:
        return _too_many(request, refusal)
    context: dict[str, Any] = {
        "portrait": portraits.whole(found, reader, now=clock.now()),
        "contributions": sections.contributions(request.user, found),
        "is_own": reader.member_id == found.user_id,
        "is_open_to_robots": found.page_audience == Audience.EVERYONE,
        "section": "organisations",
    }
    if isinstance(request.user, User) and not context["is_own"]:
        context["actions"] = sections.actions(request.user, found)
    return render(request, "members/profile.html", context)


@require_safe
def photograph(request: HttpRequest, handle: str) -> HttpResponseBase:
    """A member's photograph, for those who may see both her page and it."""
    reader = Reader(request.user)
    try:
        found = _looked_at(request, handle, reader)
    except looks.TooManyLooks as refusal:
        return _too_many(request, refusal)
    if not found.photograph or not reader.sees(found, "photograph"):
        raise Http404
    try:
        response = hand_out(found.photograph, name=f"{handle}.jpg", content_type=CONTENT_TYPE)
    except FileNotFoundError as error:
        raise Http404 from error
    response["X-Robots-Tag"] = "noindex, noimageindex"
    return response
