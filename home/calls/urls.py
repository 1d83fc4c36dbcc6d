"""Addresses: calls."""

from django.urls import path

from home.calls.views import judging, keeping, reading

app_name = "calls"
urlpatterns = [
    path("", reading.index, name="index"),
    path("closed/", reading.closed, name="closed"),
    path("new/", keeping.new, name="new"),
    path("<slug:slug>/", reading.call, name="call"),
    path("<slug:slug>/answer/", reading.answer, name="answer"),
    path("<slug:slug>/edit/", keeping.edit, name="edit"),
    path("<slug:slug>/panel/", keeping.panel, name="panel"),
    path("<slug:slug>/panel/<int:pk>/remove/", keeping.unseat, name="unseat"),
    path("<slug:slug>/ranking/", keeping.ranking, name="ranking"),
    path("<slug:slug>/ranking.csv", keeping.ranking_csv, name="ranking_csv"),
    path("<slug:slug>/answers/<int:pk>/", judging.judge, name="judge"),
    path("<slug:slug>/answers/<int:pk>/text/", judging.text, name="text"),
]
