"""Who may edit, and who looks before a page goes public."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from community.members.enums import RoleGroup
from home.models import HomePage
from home.reviews.models import PeerReviewTask

REVIEW = "Facilitators' review"
EVERYWHERE = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# Facilitators also mend and take back what is public; only where there is a review.
REVIEWED = ["add_page", "change_page", "publish_page"]
# Who checks claims mends the organisations and places that they are about.
PLACES_AND_BODIES = [
    ("members", "organisation"),
    ("territories", "territory"),
    ("territories", "corridor"),
    ("territories", "country"),
    ("territories", "region"),
]


def appoint(*, homes: list[HomePage]) -> None:
    """Give the role groups their rights below each home page, and set the review on stories and briefs."""
    groups = {role: Group.objects.get_or_create(name=role.value)[0] for role in RoleGroup}
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in (RoleGroup.EDITORS, RoleGroup.FACILITATORS):
        groups[role].permissions.add(enter)
    for home in homes:
        _grant(groups[RoleGroup.EDITORS], home, EVERYWHERE)
    for section in _reviewed(homes):
        _grant(groups[RoleGroup.FACILITATORS], section, REVIEWED)
    _lists(groups[RoleGroup.FACILITATORS], [("moderation", "cannedreply")])
    _library(groups[RoleGroup.EDITORS])
    _lists(groups[RoleGroup.EDITORS], [("discussions", "space"), ("taxonomy", "term")])
    for role in (RoleGroup.EDITORS, RoleGroup.FACILITATORS):
        _lists(groups[role], PLACES_AND_BODIES)
    _review(homes)


def _reviewed(homes: list[HomePage]) -> list[Page]:
    return list(Page.objects.filter(slug__in=["practices", "briefs"], depth=homes[0].depth + 1))


def _grant(group: Group, page: Page, codenames: list[str]) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=_page_right(codename))


def _page_right(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def _lists(group: Group, kept: list[tuple[str, str]]) -> None:
    """Give a group the right to add, change and view the rows of some lists; deleting is left to administrators."""
    for app, model in kept:
        codenames = [f"add_{model}", f"change_{model}", f"view_{model}"]
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=codenames))


def _library(group: Group) -> None:
    root = Collection.get_first_root_node()
    for app, codename in [
        ("wagtailimages", "add_image"),
        ("wagtailimages", "change_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "change_document"),
        ("wagtaildocs", "choose_document"),
    ]:
        right = Permission.objects.get(content_type__app_label=app, codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)


def _review(homes: list[HomePage]) -> None:
    workflow, _made = Workflow.objects.get_or_create(name=REVIEW)
    task, _made = PeerReviewTask.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    # A site founded earlier had one approval by a group. What waits for it goes on to the review by two people.
    for former in GroupApprovalTask.objects.filter(name=REVIEW, active=True):
        WorkflowTask.objects.filter(workflow=workflow, task=former.task_ptr).delete()
        former.deactivate()
    # Wagtail's own review waits for a group nobody is in: without it, editors publish the other pages themselves.
    WorkflowPage.objects.filter(page__depth=1).delete()
    for page in _reviewed(homes):
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
