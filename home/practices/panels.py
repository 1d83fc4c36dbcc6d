"""How a story is edited in the back office: its tabs, in the order in which a story is told."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

STORY: list[Panel] = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("form")]),
    FieldPanel("standfirst"),
    FieldPanel("context"),
    FieldPanel("challenge"),
    FieldPanel("steps"),
    FieldPanel("pictures"),
    FieldPanel("documents"),
    FieldPanel("components"),
    FieldPanel("results"),
    FieldPanel("indicators"),
    MultiFieldPanel(
        [FieldPanel("failures"), FieldPanel("nothing_reported")],
        heading=_("What did not work"),
        help_text=_("Required before publishing: name it, or say that nothing is reported."),
    ),
    FieldPanel("gaps"),
    FieldPanel("lessons"),
    FieldPanel("transfer"),
    FieldPanel("related"),
]
PARTNERS: list[Panel] = [
    FieldPanel("partners"),
    FieldPanel("associations_joined"),
    FieldPanel("given"),
    FieldPanel("arrangements"),
    FieldPanel("authority"),
]
STANDING: list[Panel] = [
    FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")]),
    FieldPanel("since"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("budget"), FieldPanel("currency")]),
            FieldPanel("budget_note"),
            FieldPanel("staff"),
            FieldPanel("duration"),
            FieldPanel("low_resource"),
        ],
        heading=_("Resources"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("needs_migration_power"),
            FieldPanel("who_decides"),
            FieldPanel("framework_origin"),
            FieldPanel("framework_residence"),
        ],
        heading=_("Powers and national frameworks"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("act"), FieldPanel("act_note")]),
            FieldRowPanel([FieldPanel("budget_line"), FieldPanel("budget_line_note")]),
            FieldRowPanel([FieldPanel("plan"), FieldPanel("plan_note")]),
            FieldPanel("plan_url"),
        ],
        heading=_("Will it last?"),
    ),
    FieldPanel("maturity_history"),
    FieldPanel("coverage"),
]
PLACES: list[Panel] = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("place"), FieldPanel("partner_place")]), FieldPanel("tie")],
        heading=_("The line above the title"),
    ),
    FieldPanel("territories"),
    FieldPanel("corridors"),
    FieldPanel("movement"),
    FieldPanel("directions"),
]
FILING: list[Panel] = [
    FieldRowPanel([FieldPanel("status"), FieldPanel("evidence")]),
    FieldPanel("maturity"),
    FieldPanel("themes"),
    FieldPanel("stages"),
    FieldPanel("instruments"),
    FieldPanel("beneficiary_groups"),
    FieldPanel("capitals"),
    FieldPanel("sources"),
    MultiFieldPanel(
        [FieldPanel("source_reference"), FieldPanel("source_title"), FieldPanel("detail")],
        heading=_("Where this is told"),
    ),
]


def tabs(title: list[Panel], promote: list[Panel], settings: list[Panel]) -> list[ObjectList]:
    """Return the tabs; `title`, `promote` and `settings` are the panels that every page has."""
    return [
        ObjectList([*title, *STORY], heading=_("Story")),
        ObjectList(PARTNERS, heading=_("Partners")),
        ObjectList(STANDING, heading=_("Transfer")),
        ObjectList(PLACES, heading=_("Places")),
        ObjectList(FILING, heading=_("Filing")),
        ObjectList(promote, heading=_("Address")),
        ObjectList(settings, heading=_("Settings")),
    ]
