"""Addresses of discussions."""

from django.urls import path

from community.discussions import managing, views, writing

app_name = "discussions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", writing.new_thread, name="new_thread"),
    path("similar/", views.resembling, name="similar"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/edit/", writing.edit_post, name="edit_post"),
    path("posts/<int:pk>/remove/", writing.remove_post, name="remove_post"),
    path("threads/<int:pk>/new/", views.first_new, name="first_new"),
    path("threads/<int:pk>/since/", views.since, name="since"),
    path("threads/<int:pk>/reply/", writing.reply, name="reply"),
    path("threads/<int:pk>/answered/", writing.answered, name="answered"),
    path("groups/<slug:slug>/spaces/new/", managing.new_space, name="new_space"),
    path("<slug:slug>/", views.space, name="space"),
    path("<slug:slug>/<str:address>/", views.thread, name="thread"),
]
