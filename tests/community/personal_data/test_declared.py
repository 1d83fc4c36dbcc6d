"""What is kept about people is written down: a table or field that is not declared fails here."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from community.members.models import User
from community.personal_data import data_map, registry, retention

# Keys to an account that do not make a row hers, and why.
NOT_HERS = {
    ("contacts.Block", "blocked"): "the row is hers who blocks; the other is not told",
    ("groups.Invitation", "invited_by"): "the row is the invited person's; the key is emptied",
    ("members.Claim", "decided_by"): "the row is the claimant's; the key is emptied",
    ("submissions.Submission", "editor"): "who holds a text for ten minutes; the key is emptied",
    ("members.Organisation", "proposed_by"): "the row is the organisation's; the key is emptied",
    ("wagtail_localize.StringTranslation", "last_translated_by"): "the text's history; the key is emptied",
    ("wagtail_localize.SegmentOverride", "last_translated_by"): "the same",
    ("wagtailcore.Comment", "resolved_by"): "the row is the writer's; the key is emptied",
    ("wagtailcore.UploadedFile", "uploaded_by_user"): "a passing state of an upload; the key is emptied",
    ("wagtailcore.Revision", "user"): "the page's history; the key is emptied",
    ("wagtailcore.WorkflowState", "requested_by"): "the page's history; the key is emptied",
    ("wagtailcore.TaskState", "finished_by"): "the page's history; the key is emptied",
    ("wagtailcore.Page", "locked_by"): "the page's state; the key is emptied",
    ("wagtailcore.Page", "owner"): "the page's history; the key is emptied",
    ("wagtailcore.PageSubscription", "user"): "a tick box of the editor; the row goes with the account",
    ("wagtailcore.APIToken", "user"): "no door uses tokens; the row goes with the account",
    ("wagtailadmin.EditingSession", "user"): "lives for minutes; the row goes with the account",
    ("wagtailadmin.FormState", "user"): "the back office's unsaved form; the row goes with the account",
    ("django_comments.Comment", "user"): "declared as comments.PageComment, the only kind that is written",
    ("django_comments.CommentFlag", "user"): "the library's own flags are not used",
    ("members.User_groups", "user"): "declared with the account",
    ("members.User_user_permissions", "user"): "declared with the account",
    ("reviews.Review", "asked_by"): "the row is the reviewer's; the key is emptied",
}
LOOKS_PERSONAL = {"email", "ip", "ip_address", "phone", "telephone", "user_agent", "recipient", "birth", "handle"}


def own(model):
    """The table's columns and its lists, without keys, automatic ones and those of a parent table."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return {field.name for field in fields if not field.primary_key and not field.name.endswith("_ptr")}


def test_every_key_to_an_account_is_declared():
    declared = {(table.model, table.owner.removesuffix("_id")) for table in registry.kept()}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                key = (model._meta.label, field.name)
                assert key in declared or key in NOT_HERS, f"{key}: declare it in the app's personal_data.py"


@pytest.mark.parametrize("table", registry.kept(), ids=lambda table: table.model)
def test_every_field_of_a_declared_table_is_named(table):
    named = {*table.fields, *table.hidden, *table.plain, table.owner.removesuffix("_id")}
    missing = own(table.model_class) - named
    assert not missing, f"{table.model}: declare {sorted(missing)} in the app's personal_data.py"
    assert not (named - own(table.model_class) - {table.owner}), table.model


def test_every_field_that_looks_personal_is_in_a_declared_table():
    declared = {table.model for table in registry.kept()}
    children = {"account.EmailConfirmation", "django_comments.Comment", "django_comments_xtd.XtdComment"}
    for model in apps.get_models():
        if model._meta.label in declared | children:
            continue
        for field in model._meta.local_fields:
            assert not isinstance(field, models.EmailField | models.GenericIPAddressField), (model, field.name)
            assert field.name not in LOOKS_PERSONAL, (model, field.name)


def test_the_data_map_is_what_is_declared():
    page = Path(settings.ROOT, "docs", "data-map.md").read_text(encoding="utf-8")
    assert page == data_map.text(), "run manage.py data_map"


def test_every_rule_of_retention_has_its_days():
    assert {rule.name for rule in retention.rules()} == set(settings.RETENTION_DAYS)
