"""What a story still wants before it can be sent, and what its authors should look at once more."""

import re
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.utils.translation import gettext as _

from home.practices import words
from home.practices.enums import Form
from home.practices.models import StoryPage
from home.submissions.models import Submission

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
COORDINATES = re.compile(r"-?\d{1,2}\.\d{4,}\s*[,;/ ]\s*-?\d{1,3}\.\d{4,}")
DOCUMENT = re.compile(r"\b(?=[A-Z0-9]{8,12}\b)[A-Z]{1,3}[0-9]{6,10}[A-Z]?\b")
MOST = 10


@dataclass(frozen=True)
class Missing:
    """One thing that is still wanted. step: where it is asked; text: the request."""

    step: str
    text: str


def missing(submission: Submission, story: StoryPage) -> list[Missing]:
    """Return what stands in the way of sending; empty when nothing does."""
    wanted: list[tuple[Any, str, str]] = [
        (story.title, "place", _("Say in one line what happened.")),
        (story.territories.exists(), "place", _("Name the territory.")),
        (story.place, "place", _("Write the place as readers know it.")),
        (story.themes.exists(), "place", _("Choose at least one theme.")),
        (story.standfirst, "context", _("Tell the whole story in two sentences.")),
        (story.context, "context", _("Describe the context.")),
        (story.challenge, "context", _("Say what had to be solved.")),
        (story.steps, "done", _("Tell at least one step.")),
        (story.partners, "partners", _("Name at least one partner, with a role.")),
        (
            story.failures or story.nothing_reported,
            "results",
            _("Say what did not work, or that nothing is reported."),
        ),
        (submission.partners_agree, "check", _("Tell us whether partners agree to be named.")),
        (submission.nobody_named, "check", _("Make sure that no migrant can be recognised.")),
        (submission.rights_held, "check", _("Say that we may publish it.")),
    ]
    if story.form == Form.FULL:
        wanted += [
            (story.results or story.indicators, "results", _("The full form wants at least one result.")),
            (story.lessons, "results", _("The full form wants at least one lesson.")),
            (story.transfer, "needs", _("The full form wants at least one thing that others need.")),
        ]
    return [Missing(step, text) for told, step, text in wanted if not told]


def cautions(story: StoryPage) -> list[str]:
    """Return what in the text looks like somebody's personal data. A person decides: it warns, and refuses nothing."""
    text = words.of(story)
    found = [match.group() for match in MAIL.finditer(text)]
    found += [match.group() for match in COORDINATES.finditer(text)]
    found += [match.group() for match in DOCUMENT.finditer(text)]
    regions = [None, *{country.iso for territory in story.territories.all() for country in territory.countries.all()}]
    for region in regions:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID, max_tries=200):
            found.append(match.raw_string)
    return list(dict.fromkeys(found))[:MOST]
