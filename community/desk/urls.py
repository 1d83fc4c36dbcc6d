"""Addresses of the desk."""

from django.urls import path

from community.desk.views import answering, answers, asking, keeping

app_name = "desk"
urlpatterns = [
    path("", asking.index, name="index"),
    path("ask/", asking.ask, name="ask"),
    path("list/", keeping.queue, name="queue"),
    path("answers/", answers.answers, name="answers"),
    path("answers/<str:address>/", answers.published, name="published"),
    path("questions/<int:pk>/", asking.question, name="question"),
    path("questions/<int:pk>/answer/", answering.answer, name="answer"),
    path("questions/<int:pk>/decline/", answering.decline, name="decline"),
    path("questions/<int:pk>/verdict/", asking.verdict, name="verdict"),
    path("questions/<int:pk>/consent/", asking.consent, name="consent"),
    path("questions/<int:pk>/close/", asking.close, name="close"),
    path("questions/<int:pk>/expert/", keeping.to_expert, name="to_expert"),
    path("questions/<int:pk>/space/", keeping.to_space, name="to_space"),
    path("questions/<int:pk>/recall/", keeping.recall, name="recall"),
    path("questions/<int:pk>/publish/", keeping.publish, name="publish"),
]
