"""Tables of the practices."""

from home.practices.models.collection import CollectionPage
from home.practices.models.confirmation import Confirmation
from home.practices.models.facet import StoryFacet
from home.practices.models.imported import ImportedStory
from home.practices.models.index import PracticeIndexPage
from home.practices.models.story import StoryPage

__all__ = ["CollectionPage", "Confirmation", "ImportedStory", "PracticeIndexPage", "StoryFacet", "StoryPage"]
