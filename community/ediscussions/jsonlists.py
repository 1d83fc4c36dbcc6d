"""Rows of another table as one JSON list in a column, on PostgreSQL and SQLite, so that a page asks one query."""

from typing import Any

from django.db import models
from django.db.models.functions import JSONObject


class JsonList(models.Aggregate):
    """All values of a group as a JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Name PostgreSQL's own aggregate."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def listed(rows: models.QuerySet[Any, Any], by: str, **columns: Any) -> models.Subquery:
    """Return the rows of a subquery that is narrowed to one `by` as a list of objects; NULL where there are none."""
    grouped = rows.order_by().values(by).annotate(listed=JsonList(JSONObject(**columns)))
    return models.Subquery(grouped.values("listed"), output_field=models.JSONField())
