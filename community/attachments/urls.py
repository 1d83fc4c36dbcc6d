"""Addresses of attachments."""

from django.urls import path

from community.attachments import views

app_name = "attachments"
urlpatterns = [
    path("<uuid:pk>/", views.file, name="file"),
]
