"""The door to the search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import queries
from search.forms import SearchForm

PER_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search; without words, say what can be searched."""
    form = SearchForm(request.GET)
    form.is_valid()
    # Unknown facets are left out rather than refused: an old link still finds something.
    valid = form.cleaned_data
    asked = queries.Asked(
        text=valid.get("q") or "",
        kind=valid.get("type") or "",
        theme=valid.get("theme") or "",
        language=valid.get("language") or "",
    )
    context = {"asked": asked, "form": form, "section": "search"}
    if asked.text.strip():
        answer = queries.answer(asked, user=request.user, reading=get_language() or "en")
        page_obj = Paginator(answer.ids, PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "answer": answer,
            "page_obj": page_obj,
            "results": queries.results(list(page_obj.object_list), asked=asked),
        }
    return render(request, "search/search.html", context)
