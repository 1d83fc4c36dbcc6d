"""A story as plain words, for search: what its page says in its own language, codes and hidden names left out."""

from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from home.practices.arranging import listed

if TYPE_CHECKING:
    from home.practices.models import StoryPage

# The fields of each part that hold words; the others hold codes, dates and figures.
WORDS = {
    "steps": ("heading", "text", "result"),
    "components": ("name", "place", "text"),
    "partners": ("name", "brought"),
    "given": ("note",),
    "results": ("text",),
    "indicators": ("name", "source"),
    "failures": ("text", "cause"),
    "transfer": ("heading", "text", "evidence"),
    "arrangements": ("name", "title", "covers", "provider", "rule", "mandate", "text"),
    "sources": ("title", "author"),
    "documents": ("title",),
}


def of(story: "StoryPage") -> str:
    """Return every word of the story below its title."""
    prose = [story.standfirst, strip_tags(story.context), strip_tags(story.challenge), story.source_title]
    prose += [story.who_decides, story.framework_origin, story.framework_residence, story.staff, story.budget_note]
    prose += [story.act_note, story.budget_line_note, story.plan_note]
    for part, names in WORDS.items():
        prose += _words(getattr(story, part).raw_data, names)
    prose += [str(block["value"]) for stream in (story.lessons, story.gaps) for block in stream.raw_data]
    return " ".join(text for text in prose if text)


def _words(raw: Any, names: tuple[str, ...]) -> list[str]:
    found = []
    for block in raw:
        value = block["value"]
        hidden = value.get("hidden")
        found += [value[name] for name in names if value.get(name) and not (hidden and name == "name")]
        for people in ("matchers", "parties"):
            found += [text for row in listed(value.get(people)) for text in (row.get("name"), row.get("duty")) if text]
    return found
