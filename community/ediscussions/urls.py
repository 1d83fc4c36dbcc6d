"""Addresses of facilitated discussions."""

from django.urls import path

from community.ediscussions.views import counting, planning, reading, submitting, writing

app_name = "ediscussions"
urlpatterns = [
    path("", reading.index, name="index"),
    path("new/", planning.new, name="new"),
    path("<slug:slug>/", reading.discussion, name="discussion"),
    path("<slug:slug>/edit/", planning.edit, name="edit"),
    path("<slug:slug>/rooms/<slug:language>/", planning.room, name="room"),
    path("<slug:slug>/summaries/<int:pk>/", reading.summary, name="summary"),
    path("<slug:slug>/summaries/write/<int:week>/", writing.write_summary, name="write_summary"),
    path("<slug:slug>/summaries/write/<int:week>/<slug:language>/", writing.write_summary, name="write_summary_in"),
    path("<slug:slug>/reply/", writing.write_reply, name="write_reply"),
    path("<slug:slug>/form/", submitting.set_form, name="set_form"),
    path("<slug:slug>/submissions/", submitting.index, name="submissions"),
    path("<slug:slug>/submissions/new/", submitting.hand_in, name="hand_in"),
    path("<slug:slug>/submissions/<int:pk>/", submitting.submission, name="submission"),
    path("<slug:slug>/submissions.csv", submitting.export, name="submissions_csv"),
    path("<slug:slug>/statistics/", counting.show, name="statistics"),
    path("<slug:slug>/statistics.csv", counting.export, name="statistics_csv"),
]
