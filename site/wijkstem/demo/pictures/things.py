"""What the pictures are made of: houses, trees, people, clouds."""

from wijkstem.demo.pictures.canvas import (
    CLOTHES,
    CLOUD,
    DOOR,
    GLASS,
    LEAF,
    LINE,
    SKINS,
    STONE,
    SUN,
    TRIM,
    WOOD,
    Canvas,
)


def sky(canvas: Canvas, *, sun: float = 1190, clouds: tuple[float, ...] = (180, 800)) -> None:
    canvas.disc(sun, 170, 70, SUN)
    for number, x in enumerate(clouds):
        y = 170 + 60 * (number % 2)
        canvas.box(x, y, 230, 46, CLOUD, 23)
        canvas.disc(x + 80, y + 8, 48, CLOUD)
        canvas.disc(x + 145, y + 14, 36, CLOUD)


def window(canvas: Canvas, x: float, y: float, w: float, h: float, glass: str = GLASS) -> None:
    canvas.box(x - 7, y - 7, w + 14, h + 14, TRIM)
    canvas.box(x, y, w, h, glass)
    canvas.box(x + w / 2 - 3, y, 6, h, TRIM)
    canvas.box(x, y + h * 0.36, w, 6, TRIM)
    canvas.box(x - 12, y + h + 7, w + 24, 9, STONE)


def door(canvas: Canvas, x: float, base: float, w: float, h: float, fill: str = DOOR) -> None:
    canvas.box(x - 8, base - h - 44, w + 16, h + 44, TRIM)
    canvas.box(x, base - h - 36, w, 30, GLASS)
    canvas.box(x, base - h, w, h, fill)
    canvas.disc(x + w - 14, base - h * 0.48, 5, SUN)
    canvas.box(x - 16, base - 8, w + 32, 12, STONE)


def house(
    canvas: Canvas, x: float, base: float, w: float, h: float, wall: str, gable: str, fill: str
) -> None:
    """A house front with its gable, two windows wide; `h` up to the eaves."""
    top = base - h
    canvas.box(x, top, w, h, wall)
    {"step": step, "bell": bell, "point": point, "neck": neck}[gable](canvas, x, top, w, wall)
    pane = w * 0.27
    for floor in range(int(h // 150)):
        y = base - 150 - floor * 150
        if floor:
            window(canvas, x + w * 0.14, y + 10, pane, 92)
        window(canvas, x + w * 0.59, y + 10, pane, 92)
    window(canvas, x + w / 2 - 22, top - w * 0.22, 44, 56)
    door(canvas, x + w * 0.14, base, w * 0.25, 118, fill)


def step(canvas: Canvas, x: float, top: float, w: float, wall: str) -> None:
    for number in range(5):
        inset = w * 0.1 * number
        y = top - w * 0.13 * (number + 1)
        canvas.box(x + inset, y, w - 2 * inset, w * 0.13 + 1, wall)
        canvas.box(x + inset - 3, y - 8, w * 0.1 + 6, 10, TRIM)
        canvas.box(x + w - inset - w * 0.1 - 3, y - 8, w * 0.1 + 6, 10, TRIM)
    canvas.box(x + w * 0.4, top - w * 0.65 - 8, w * 0.2, 10, TRIM)


def bell(canvas: Canvas, x: float, top: float, w: float, wall: str) -> None:
    canvas.shape(
        [
            *((x, top + 1), (x + w * 0.1, top - w * 0.05), (x + w * 0.2, top - w * 0.2)),
            *((x + w * 0.25, top - w * 0.45), (x + w * 0.75, top - w * 0.45)),
            *((x + w * 0.8, top - w * 0.2), (x + w * 0.9, top - w * 0.05), (x + w, top + 1)),
        ],
        wall,
    )
    canvas.disc(x + w / 2, top - w * 0.44, w * 0.25, wall, 0.8)
    canvas.box(x + w * 0.23, top - w * 0.45, w * 0.54, 10, TRIM)


def point(canvas: Canvas, x: float, top: float, w: float, wall: str) -> None:
    canvas.shape([(x, top + 1), (x + w / 2, top - w * 0.62), (x + w, top + 1)], wall)
    canvas.line([(x - 6, top), (x + w / 2, top - w * 0.62), (x + w + 6, top)], TRIM, 13)


def neck(canvas: Canvas, x: float, top: float, w: float, wall: str) -> None:
    canvas.box(x + w * 0.22, top - w * 0.5, w * 0.56, w * 0.5 + 1, wall)
    canvas.disc(x + w * 0.22, top, w * 0.19, TRIM)
    canvas.disc(x + w * 0.78, top, w * 0.19, TRIM)
    canvas.box(x, top, w, w * 0.2, wall)
    canvas.box(x + w * 0.22, top - w * 0.38, w * 0.56, w * 0.4, wall)
    canvas.box(x - 4, top - 4, w + 8, 10, TRIM)
    canvas.shape(
        [
            (x + w * 0.18, top - w * 0.49),
            (x + w / 2, top - w * 0.66),
            (x + w * 0.82, top - w * 0.49),
        ],
        TRIM,
    )


def tree(canvas: Canvas, x: float, base: float, size: float, fill: str = LEAF) -> None:
    canvas.box(x - size * 0.06, base - size * 0.6, size * 0.12, size * 0.6, WOOD)
    light = "#5f8f5b" if fill == LEAF else "#97b883"
    canvas.disc(x, base - size * 0.82, size * 0.36, fill)
    canvas.disc(x - size * 0.22, base - size * 0.62, size * 0.24, fill)
    canvas.disc(x + size * 0.24, base - size * 0.64, size * 0.25, fill)
    canvas.disc(x - size * 0.1, base - size * 0.9, size * 0.16, light)


def person(
    canvas: Canvas, x: float, base: float, number: int, size: float = 1, *, seated: bool = False
) -> None:
    """Somebody of 190 high, in clothes of their own; seated, only what is above a table."""
    cloth, skin = CLOTHES[number % len(CLOTHES)], SKINS[number % len(SKINS)]
    shoulder = base - (115 if seated else 145) * size
    if not seated:
        canvas.box(x - 22 * size, base - 70 * size, 18 * size, 70 * size, LINE, 6 * size)
        canvas.box(x + 4 * size, base - 70 * size, 18 * size, 70 * size, LINE, 6 * size)
    bottom = base if seated else base - 50 * size
    canvas.box(x - 36 * size, shoulder, 72 * size, bottom - shoulder, cloth, 26 * size)
    canvas.box(x - 8 * size, shoulder - 14 * size, 16 * size, 26 * size, skin)
    head(canvas, x, shoulder - 30 * size, number, size)


def head(canvas: Canvas, x: float, y: float, number: int, size: float) -> None:
    skin = SKINS[number % len(SKINS)]
    hair = (LINE, "#6d4a2f", "#efe9dc", "#3b2a24", "#c9893f")[number % 5]
    if number % 3 == 1:
        canvas.box(x - 27 * size, y - 20 * size, 54 * size, 52 * size, hair, 22 * size)
    canvas.disc(x, y - 6 * size, 27 * size, hair)
    canvas.disc(x, y, 23 * size, skin)
    if number % 4 == 2:
        canvas.disc(x, y - 4 * size, 29 * size, CLOTHES[(number + 2) % len(CLOTHES)])
        canvas.disc(x, y + 2 * size, 20 * size, skin)
