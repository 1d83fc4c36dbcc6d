"""The shell's addresses, below the language prefix."""

from django.urls import path

from foundation import views

app_name = "foundation"

urlpatterns = [path("display/", views.display, name="display")]
