"""Addresses of consultations."""

from django.urls import path

from community.consultations.views import keeping, reading, taking_part

app_name = "consultations"
urlpatterns = [
    path("", reading.index, name="index"),
    path("new/", keeping.new, name="new"),
    path("statements/<int:pk>/", reading.statement, name="statement"),
    path("statements/<int:pk>/remove/", taking_part.remove, name="remove_statement"),
    path("<slug:slug>/", reading.consultation, name="consultation"),
    path("<slug:slug>/edit/", keeping.edit, name="edit"),
    path("<slug:slug>/facilitators/", keeping.facilitators, name="facilitators"),
    path("<slug:slug>/facilitators/<int:pk>/release/", keeping.release, name="release"),
    path("<slug:slug>/last-day/", keeping.put_off, name="put_off"),
    path("<slug:slug>/move/<slug:to>/", keeping.move, name="move"),
    path("<slug:slug>/paragraphs/<int:number>/", reading.paragraph, name="paragraph"),
    path("<slug:slug>/paragraphs/<int:number>/revise/", keeping.revise, name="revise"),
    path("<slug:slug>/responses/", reading.responses, name="responses"),
    path("<slug:slug>/responses.csv", reading.responses_csv, name="responses_csv"),
    path("<slug:slug>/statements/", taking_part.write, name="write"),
    path("<slug:slug>/statements/<int:pk>/respond/", keeping.respond, name="respond"),
]
