"""Addresses: sharing a practice."""

from django.urls import path

from home.submissions.views import authors, overview, writing

app_name = "submissions"
urlpatterns = [
    path("", overview.index, name="index"),
    path("new/", writing.begin, name="begin"),
    path("new-version/<int:pk>/", writing.revise, name="revise"),
    path("<int:pk>/", overview.submission, name="submission"),
    path("<int:pk>/preview/", overview.preview, name="preview"),
    path("<int:pk>/send/", overview.send, name="send"),
    path("<int:pk>/take-back/", overview.take_back, name="take_back"),
    path("<int:pk>/archive/", overview.archive, name="archive"),
    path("<int:pk>/restore/", overview.restore, name="restore"),
    path("<int:pk>/authors/", authors.add, name="add_author"),
    path("<int:pk>/authors/<int:member>/remove/", authors.remove, name="remove_author"),
    path("<int:pk>/<slug:step>/", writing.step, name="step"),
]
