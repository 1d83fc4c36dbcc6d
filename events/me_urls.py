"""Address of a member's own registrations, below /<language>/me/registrations/."""

from django.urls import path

from events import views

app_name = "my_registrations"
urlpatterns = [path("", views.my_registrations, name="list")]
