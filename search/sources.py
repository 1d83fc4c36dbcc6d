"""What can be found: for each kind, which rows there are and how one becomes entries of the search table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from community.consultations.models import Consultation
from community.desk.models import Publication
from community.discussions.models import Post, Space, Thread
from community.members.models import Organisation
from community.taxonomy.models import Term
from events.models import ExchangePage
from home.briefs.models import BriefPage
from home.calls.models import Call
from home.library.models import Item
from home.practices import words
from home.practices.models import StoryPage
from search.enums import Audience, Kind, of_group

LONGEST_BODY = 60_000


@dataclass(frozen=True)
class Text:
    """One thing in one language, as its owner gives it."""

    thing: str
    source_pk: int
    kind: Kind
    language: str
    audience: str
    title: str
    body: str
    place: str
    path: str
    themes: list[str]
    stamp: datetime
    # Further words it is found by, never shown.
    keywords: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of thing: its model, the rows that may be found at all, and how a row reads."""

    model: type[Model]
    rows: Callable[[], Iterable[Any]]
    read: Callable[[Any], Text]


def _themes(terms: Iterable[Term]) -> list[str]:
    return sorted({slug for term in terms for slug in term.branch})


def _labels(terms: Iterable[Term]) -> str:
    """The themes' names in every language, so that a theme finds what is filed under it whoever asks."""
    return _in_every_language(each for term in terms for each in (term, term.parent) if each)


def _in_every_language(terms: Iterable[Term]) -> str:
    return " ".join(
        label for term in set(terms) for label in (term.label_en, term.label_fr, term.label_es, term.label_ar)
    )


def _path(page: Page) -> str:
    return "/" + page.url_path.strip("/").partition("/")[2] + "/"


def _stream(page: Page, *names: str) -> str:
    parts: list[str] = []
    for name in names:
        for block in getattr(page, name).raw_data:
            value = block["value"]
            parts += [value] if isinstance(value, str) else [item for item in value.values() if isinstance(item, str)]
    return " ".join(parts)


def _public_versions(model: type[Page]) -> Any:
    terms = Prefetch("themes", queryset=Term.objects.select_related("parent"))
    return (
        model._default_manager.open_to_all()
        .filter(alias_of__isnull=True)
        .select_related("locale")
        .prefetch_related(terms)
    )


def _page_text(page: Page, kind: Kind, body: str, place: str = "") -> Text:
    return Text(
        thing=f"{kind}:{page.translation_key}",
        source_pk=page.pk,
        kind=kind,
        language=page.locale.language_code,
        audience=Audience.PUBLIC,
        title=page.title,
        body=" ".join(strip_tags(body).split())[:LONGEST_BODY],
        place=place,
        path=_path(page),
        themes=_themes(page.themes.all()),
        stamp=page.first_published_at or timezone.now(),
        keywords=_labels(page.themes.all()),
    )


def _story(page: StoryPage) -> Text:
    place = ", ".join(part for part in (page.place, page.partner_place) if part)
    return _page_text(page, Kind.STORY, f"{words.of(page)} {place}", place)


def _brief(page: BriefPage) -> Text:
    prose = f"{page.standfirst} {page.plain_summary} {page.context} {page.evidence_text} {page.forum}"
    streams = _stream(page, "key_messages", "recommendations", "steps", "references", "unknowns")
    return _page_text(page, Kind.BRIEF, f"{prose} {streams}")


def _exchange(page: ExchangePage) -> Text:
    streams = _stream(page, "take_home", "agenda", "good_to_know")
    return _page_text(page, Kind.EXCHANGE, f"{page.promise} {streams}", page.place)


def _threads() -> Any:
    return (
        Thread.objects.filter(is_hidden=False, is_held=False)
        .select_related("space__group")
        .prefetch_related(
            Prefetch("themes", queryset=Term.objects.select_related("parent")),
            Prefetch("posts", queryset=Post.objects.published().in_reading_order(), to_attr="readable_posts"),
        )
    )


def _audience(space: Space) -> str:
    if space.is_walled and space.group_id is not None:
        return of_group(space.group_id)
    return Audience(space.audience)


def _thread(thread: Thread) -> Text:
    posts: list[Post] = thread.readable_posts  # type: ignore[attr-defined]  # prefetched above
    return Text(
        thing=f"{Kind.THREAD}:{thread.pk}",
        source_pk=thread.pk,
        kind=Kind.THREAD,
        language=thread.language,
        audience=_audience(thread.space),
        title=thread.title,
        body=" ".join(" ".join(strip_tags(post.html) for post in posts).split())[:LONGEST_BODY],
        place="",
        path=f"/discussions/{thread.space.slug}/{thread.pk}-{thread.slug}/",
        themes=_themes(thread.themes.all()),
        stamp=thread.last_post_at,
        keywords=_labels(thread.themes.all()),
    )


def _organisation(organisation: Organisation) -> Text:
    """An organisation has one text, in the language of whoever wrote it, and names of its place and kind in four."""
    place = organisation.territory
    names = (place.name_en, place.name_fr, place.name_es, place.name_ar) if place else ()
    words = (organisation.description, organisation.capacities, organisation.limits)
    return Text(
        thing=f"{Kind.ORGANISATION}:{organisation.pk}",
        source_pk=organisation.pk,
        kind=Kind.ORGANISATION,
        language="en",
        audience=Audience.PUBLIC,
        title=organisation.name,
        body=" ".join(" ".join(words).split()),
        # Shown in the reader's language: search/queries.py asks for it again.
        place=place.name_en if place else "",
        path=f"/organisations/{organisation.slug}/",
        themes=[],
        stamp=organisation.updated_at,
        keywords=" ".join(
            [*names, _in_every_language(term for term in (organisation.kind, organisation.level) if term)]
        ),
    )


def _library_item(item: Item) -> Text:
    """An item has one text, in the language it is described in; the name of its author finds it too."""
    known = dict(settings.LANGUAGES)
    return Text(
        thing=f"{Kind.LIBRARY}:{item.pk}",
        source_pk=item.pk,
        kind=Kind.LIBRARY,
        language=item.language if item.language in known else "en",
        audience=Audience.PUBLIC,
        title=item.title,
        body=" ".join(f"{item.description} {item.author}".split()),
        place="",
        path=f"/library/{item.slug}/",
        themes=_themes(item.themes.all()),
        stamp=item.public_at or item.created_at,
        keywords=_labels(item.themes.all()),
    )


def _call(call: Call) -> Text:
    """A call has one text, in the language of whoever wrote it; closed ones stay, for what came of them."""
    return Text(
        thing=f"{Kind.CALL}:{call.pk}",
        source_pk=call.pk,
        kind=Kind.CALL,
        language="en",
        audience=Audience.PUBLIC,
        title=call.title,
        body=" ".join(call.text.split()),
        place="",
        path=f"/calls/{call.slug}/",
        themes=_themes(call.themes.all()),
        stamp=call.created_at,
        keywords=_labels(call.themes.all()),
    )


def _consultation(row: Consultation) -> Text:
    """A proposal has one text, in its own language; that of a group is found from inside only."""
    texts = " ".join(paragraph.html for paragraph in row.paragraphs.all())
    return Text(
        thing=f"{Kind.CONSULTATION}:{row.pk}",
        source_pk=row.pk,
        kind=Kind.CONSULTATION,
        language=row.language,
        audience=of_group(row.group_id) if row.group_id is not None else Audience.PUBLIC,
        title=row.title,
        body=" ".join(strip_tags(f"{row.introduction_html} {texts} {row.answer_html}").split())[:LONGEST_BODY],
        place=row.territory.name_en if row.territory else "",
        path=f"/consultations/{row.slug}/",
        themes=[],
        stamp=row.opened_at or row.created_at,
        keywords=row.submitted_to,
    )


def _published_answer(public: Publication) -> Text:
    """An answer of the desk that everybody may read, in the words edited for that."""
    terms = [public.theme] if public.theme else []
    return Text(
        thing=f"{Kind.ANSWER}:{public.pk}",
        source_pk=public.pk,
        kind=Kind.ANSWER,
        language=public.language,
        audience=Audience.PUBLIC,
        title=public.title,
        body=" ".join(strip_tags(f"{public.asked_html} {public.answered_html}").split())[:LONGEST_BODY],
        place=public.territory.name_en if public.territory else "",
        path=f"/desk/answers/{public.address}/",
        themes=_themes(terms),
        stamp=public.published_at,
        keywords=_labels(terms),
    )


SOURCES: dict[Kind, Source] = {
    Kind.STORY: Source(StoryPage, lambda: _public_versions(StoryPage), _story),
    Kind.BRIEF: Source(BriefPage, lambda: _public_versions(BriefPage), _brief),
    Kind.LIBRARY: Source(Item, lambda: Item.objects.public().for_listing(), _library_item),
    Kind.CALL: Source(Call, Call.objects.for_listing, _call),
    Kind.THREAD: Source(Thread, _threads, _thread),
    Kind.CONSULTATION: Source(
        Consultation,
        lambda: Consultation.objects.opened().select_related("territory").prefetch_related("paragraphs"),
        _consultation,
    ),
    Kind.ANSWER: Source(Publication, Publication.objects.for_listing, _published_answer),
    Kind.EXCHANGE: Source(ExchangePage, lambda: _public_versions(ExchangePage), _exchange),
    Kind.ORGANISATION: Source(
        Organisation, lambda: Organisation.objects.select_related("kind", "level", "territory"), _organisation
    ),
}
