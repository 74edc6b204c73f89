"""Pictures for the demo, drawn by the project itself when the demo is loaded."""

from wijkstem.demo.pictures import indoors, scenes

PICTURES = {
    "straat": ("Straat met trapgevels", scenes.street),
    "tuin": ("De pluktuin", scenes.garden),
    "vaart": ("De Middelste Brug", scenes.canal),
    "buurthuis": ("Buurthuis De Sluis", scenes.community_house),
    "zon": ("Zonnepanelen op de loods", scenes.solar_roof),
    "tafel": ("Vergadering in de grote zaal", indoors.table),
}
"""Each with its title in the image library."""


def draw(key: str) -> bytes:
    """The picture as a PNG file."""
    return PICTURES[key][1]().png()
