"""Tables of the practices."""

from home.practices.models.confirmation import Confirmation
from home.practices.models.facet import StoryFacet
from home.practices.models.index import PracticeIndexPage
from home.practices.models.story import StoryPage

__all__ = ["Confirmation", "PracticeIndexPage", "StoryFacet", "StoryPage"]
