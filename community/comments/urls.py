"""Addresses of comments. The library's own, and its API, are not mounted."""

from django.urls import path

from community.comments import views

app_name = "comments"
urlpatterns = [
    path("<int:page_id>/write/", views.write, name="write"),
    path("at/<int:pk>/", views.comment, name="comment"),
    path("at/<int:pk>/edit/", views.edit, name="edit"),
    path("at/<int:pk>/remove/", views.remove, name="remove"),
]
