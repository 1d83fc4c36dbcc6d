"""The step of a Wagtail workflow at which two people read."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from community.members.models import User
from home.reviews import handling


class VerdictForm(forms.Form):
    """What the back office asks before a verdict: the same as the reviewer's own page, in short."""

    comment = forms.CharField(
        label=_("Reason, for the authors"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    no_conflict = forms.BooleanField(
        label=_("I have no conflict of interest: I did not write it and do not work for its authors' organisation")
    )
    named = forms.BooleanField(label=_("The authors may see my name"), required=False)


class PeerReviewTask(Task):
    """Two people who are not its authors read one revision; it is public when two accept it."""

    class Meta:
        verbose_name = _("review by two people")
        verbose_name_plural = _("reviews by two people")

    def get_actions(self, obj: Page, user: User) -> list[handling.Action]:
        """What the user may say here."""
        return handling.current().actions(obj, user)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Write her verdict, by the service that the reviewer's page uses too."""
        handling.current().act(task_state=task_state, by=user, action=action_name, **kwargs)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Ask for the reason and the declaration."""
        return VerdictForm

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Reviewers read on their own page; who may open the editor is the section's matter."""
        return False

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Nobody changes the text while it is read; who must, cancels the review first."""
        return not handling.current().actions(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> "models.QuerySet[TaskState]":
        """Those that she is asked for."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.pk)
        return waiting.filter(pk__in=handling.current().moderated(user))

    @classmethod
    def get_description(cls) -> Any:
        """What editors read when they choose a kind of step."""
        return _("Two people who are not its authors read it. It is public when two accept it.")
