"""Addresses of following."""

from django.urls import path

from community.following import views

app_name = "following"
urlpatterns = [
    path("<slug:kind>/<int:pk>/", views.choose, name="choose"),
]
