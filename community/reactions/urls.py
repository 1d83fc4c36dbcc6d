"""Addresses of reactions."""

from django.urls import path

from community.reactions import views

app_name = "reactions"
urlpatterns = [
    path("<slug:kind>/<int:pk>/<slug:sign>/", views.react, name="react"),
]
