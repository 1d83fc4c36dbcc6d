"""Parts of a story, as blocks."""

from home.practices.blocks.arrangements import CouncilBlock, MatchingBlock, MemorandumBlock, RiskCoverBlock
from home.practices.blocks.figures import CoverageBlock, IndicatorBlock, MaturityBlock, SourceBlock
from home.practices.blocks.telling import (
    ChosenStoryBlock,
    ComponentBlock,
    ContributionBlock,
    DocumentBlock,
    FailureBlock,
    NeedBlock,
    PartnerBlock,
    PictureBlock,
    ResultBlock,
    StepBlock,
)

__all__ = [
    "ChosenStoryBlock",
    "ComponentBlock",
    "ContributionBlock",
    "CouncilBlock",
    "CoverageBlock",
    "DocumentBlock",
    "FailureBlock",
    "IndicatorBlock",
    "MatchingBlock",
    "MaturityBlock",
    "MemorandumBlock",
    "NeedBlock",
    "PartnerBlock",
    "PictureBlock",
    "ResultBlock",
    "RiskCoverBlock",
    "SourceBlock",
    "StepBlock",
]
