"""What pages are put together from."""

from content.blocks.body import BodyBlocks
from content.blocks.home import HomeBlocks

__all__ = ["BodyBlocks", "HomeBlocks"]
