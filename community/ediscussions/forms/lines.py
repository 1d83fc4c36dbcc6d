"""Fields of several lines, each naming one thing: a question with its day, a member, a post, a page, a resource."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from community.discussions.models import Post
from community.ediscussions import stories
from community.ediscussions.models import EDiscussion
from community.ediscussions.models.discussion import QUESTION_LENGTH
from community.members.models import User
from foundation import markup

_POST = re.compile(r"(?:posts/|#post-|^)(\d{1,18})/?(?:#.*)?$")


class LinesField(forms.CharField):
    """A text of which each line counts. Blank lines do not."""

    MOST = 50
    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[Any]:
        """Read every line, and say of each one what is wrong with it."""
        text = super().clean(value)
        lines = [line for line in (" ".join(line.split()) for line in markup.tidy(text).splitlines()) if line]
        if len(lines) > self.MOST:
            raise ValidationError(_("Name at most %(most)s."), code="many", params={"most": self.MOST})
        found, errors = [], []
        for line in lines:
            try:
                found.append(self.read(line))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return found

    def read(self, line: str) -> Any:
        """Return what a line names.

        Raises:
            ValidationError: nothing that is known.
        """
        raise NotImplementedError


class QuestionLines(LinesField):
    """The weekly questions: a day and what is asked from it on."""

    MOST = 20

    def read(self, line: str) -> tuple[date, str]:
        """Read day and question."""
        day, _blank, text = line.partition(" ")
        try:
            first = parse_date(day.rstrip(":"))
        except ValueError:
            first = None
        if first is None or not text.strip() or len(text) > QUESTION_LENGTH:
            raise ValidationError(
                _("“%(line)s”: write a day such as 2026-03-16, then a question of at most %(most)s letters."),
                code="question",
                params={"line": line[:60], "most": QUESTION_LENGTH},
            )
        return first, text.strip()

    def clean(self, value: Any) -> list[Any]:
        """Keep the questions in the order of their days, one a day."""
        found = sorted(super().clean(value))
        days = [day for day, _text in found]
        if len(days) != len(set(days)):
            raise ValidationError(_("Two questions begin on the same day. Give each a day of its own."), code="days")
        return found


class MemberLines(LinesField):
    """Members, by the name in the address of their page: no mail address is shown or asked for."""

    MOST = 10

    def read(self, line: str) -> User:
        """Find the member."""
        handle = line.rstrip("/").rpartition("/")[2].lstrip("@").lower()
        found = User.objects.filter(profile__handle__iexact=handle, is_active=True).select_related("profile").first()
        if found is None:
            raise ValidationError(
                _("“%(line)s”: no member's page has this name. Copy it from the address of her page."),
                code="member",
                params={"line": line[:60]},
            )
        return found


class StoryLines(LinesField):
    """Stories, by the address of their page."""

    MOST = 10

    def read(self, line: str) -> str:
        """Find the story."""
        key = stories.named(line)
        if key is None:
            raise ValidationError(
                _("“%(line)s”: no published story stands there. Copy the address from its page."),
                code="story",
                params={"line": line[:80]},
            )
        return str(key)


class PostLines(LinesField):
    """Posts of one discussion, by what the link below each gives."""

    MOST = 100
    discussion: EDiscussion

    def read(self, line: str) -> int:
        """Read the number of a post."""
        found = _POST.search(line)
        if found is None:
            raise ValidationError(
                _("“%(line)s” is not the address of a post. Copy it from “Link” below the post."),
                code="post",
                params={"line": line[:80]},
            )
        return int(found.group(1))

    def clean(self, value: Any) -> list[Post]:
        """Find the posts, in the order they were named."""
        numbers = list(dict.fromkeys(super().clean(value)))
        rows = Post.objects.published().filter(pk__in=numbers, thread__room__discussion=self.discussion)
        known = {post.pk: post for post in rows}
        strange = [str(number) for number in numbers if number not in known]
        if strange:
            raise ValidationError(
                _("Not in this discussion, hidden or removed: %(posts)s. Take them out."),
                code="strange",
                params={"posts": ", ".join(strange)},
            )
        return [known[number] for number in numbers]


class ResourceLines(LinesField):
    """Resources: an address and a title."""

    MOST = 30
    _check = URLValidator(schemes=["http", "https"])

    def read(self, line: str) -> dict[str, str]:
        """Read address and title."""
        url, _blank, title = line.partition(" ")
        try:
            self._check(url)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s”: write an address that begins with https://, then its title."),
                code="resource",
                params={"line": line[:80]},
            ) from None
        return {"url": url, "title": title.strip()[:200] or url}
