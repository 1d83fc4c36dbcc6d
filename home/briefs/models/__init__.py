"""Tables of briefs."""

from home.briefs.models.pages import BriefIndexPage, BriefPage  # isort: skip  # the others point at it
from home.briefs.models.citation import Citation
from home.briefs.models.endorsement import Endorsement
from home.briefs.models.version import BriefVersion

__all__ = ["BriefIndexPage", "BriefPage", "BriefVersion", "Citation", "Endorsement"]
