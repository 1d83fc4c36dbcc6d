"""Addresses of one's own data."""

from django.urls import path

from community.personal_data import views

app_name = "personal_data"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("archive/", views.want_archive, name="want_archive"),
    path("archive/<int:pk>/", views.fetch_archive, name="fetch_archive"),
    path("erase/", views.erase, name="erase"),
    path("erase/take-back/", views.take_back, name="take_back"),
]
