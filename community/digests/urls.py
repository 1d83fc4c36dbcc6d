"""Addresses of the digests, below /me/digests/."""

from django.urls import path

from community.digests import views

app_name = "digests"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("themes/<slug:slug>/follow/", views.follow, name="follow"),
    path("themes/<slug:slug>/stop/", views.stop, name="stop"),
]
