"""Doors to territories and corridors."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from community.territories import sections
from community.territories.models import Corridor, Country, Territory
from foundation import world_map

# How many larger territories a page names; the query fetches as many.
ABOVE = 4


@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """One territory: where it is, how we know, and what of it is on the site."""
    rows = Territory.objects.select_related("level", "parent__parent__parent__parent").prefetch_related(
        "countries", "languages", "competences__decided_at", "links"
    )
    found = get_object_or_404(rows, slug=slug)
    place = world_map.Place(float(found.latitude), float(found.longitude), found.name)
    return render(
        request,
        "territories/territory.html",
        {
            "territory": found,
            "above": _above(found),
            "rows": sections.rows_of_territory(found),
            "shelves": sections.shelves(found, request.user),
            "corridors": Corridor.objects.with_ends().touching(found),
            "map": world_map.plate([place], []),
            "section": "practices",
        },
    )


def _above(territory: Territory) -> list[Territory]:
    """Return the larger territories it lies in, the largest first; as many as were fetched with it."""
    chain: list[Territory] = []
    above = territory.parent
    while above is not None and len(chain) < ABOVE:
        chain.insert(0, above)
        above = above.parent if len(chain) < ABOVE else None
    return chain


@require_safe
def corridor(request: HttpRequest, slug: str) -> HttpResponse:
    """One corridor; asked for the other way round, it is the same page."""
    found = get_object_or_404(Corridor.objects.with_ends(), Q(slug=slug) | Q(turned_slug=slug))
    if found.slug != slug:
        return redirect(found)
    places = [
        world_map.Place(float(end.latitude), float(end.longitude), end.name)
        for end in (found.origin_end, found.residence_end)
        if isinstance(end, Country | Territory) and end.latitude is not None and end.longitude is not None
    ]
    arcs = [world_map.Arc(places[0], places[1], kind="movement")] if len(places) == 2 else []
    return render(
        request,
        "territories/corridor.html",
        {
            "corridor": found,
            "rows": sections.rows_of_corridor(found),
            "map": world_map.plate(places, arcs) if places else None,
            "section": "practices",
        },
    )
