"""Countries and regions of the world, territories, and the corridors between them."""

from community.territories.models.corridor import Corridor
from community.territories.models.country import Country, Named, Region
from community.territories.models.territory import Competence, Territory, TerritoryLink

__all__ = ["Competence", "Corridor", "Country", "Named", "Region", "Territory", "TerritoryLink"]
