"""The pages of the board, in the order of the menu."""

from governance.members.access.capabilities import CAPABILITIES, BoardPage
from governance.members.access.visitor import Visitor


def board_pages(visitor: Visitor) -> list[BoardPage]:
    pages = (one for can in CAPABILITIES.values() if visitor.can(can) for one in can.board_pages)
    return list(dict.fromkeys(pages))  # two capabilities may lead to the same page
