"""A toy capability: its page, its line in the menu, and what its role needs in the back office."""

from governance.members.access.capabilities import BoardPage, Can
from governance.members.roles import Role

COUNT_BIRDS = Can(
    "toys.count_birds",
    "Counts the birds of the neighbourhood.",
    {Role.TREASURER},
    board_pages=[BoardPage("toys:birds", "Birds", "Which were seen, and how often")],
    permissions=["toys.view_sighting", "toys.delete_sighting"],
)
