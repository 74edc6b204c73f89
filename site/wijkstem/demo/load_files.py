"""The pictures and the papers of the demo."""

import datetime
from pathlib import Path
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from content.models.documents import PRIVATE, PUBLIC
from wijkstem.demo.words import Words

DATA = Path(__file__).parent / "data"
PAPERS, PICTURES = DATA / "papers", DATA / "pictures"
# The pictures, each with its title in the image library.
TITLES = {
    "straat": "Straat met trapgevels",
    "tuin": "De pluktuin",
    "vaart": "De Middelste Brug",
    "buurthuis": "Buurthuis De Sluis",
    "zon": "Zonnepanelen op de loods",
    "tafel": "Vergadering in de grote zaal",
}
# The day of the assembly whose minutes are in the library.
MEETING = -91


def load_pictures() -> dict[str, Image]:
    collection = Collection.objects.get(depth=2, name=PUBLIC)
    return {key: load_picture(key, title, collection) for key, title in TITLES.items()}


def load_picture(key: str, title: str, collection: Collection) -> Image:
    name = f"{key}.webp"
    with (PICTURES / name).open("rb") as file:
        return Image.objects.create(
            title=title, file=ImageFile(file, name=name), collection=collection
        )


def load_papers(papers: list[dict[str, Any]], words: Words) -> None:
    for paper in papers:
        title = words.fill(paper["title"])
        make_paper(paper["file"], title, shelf_of(paper), paper["days"], words)


def shelf_of(paper: dict[str, Any]) -> Collection:
    above = Collection.objects.get(depth=2, name=PRIVATE if paper.get("private") else PUBLIC)
    shelf = above.get_children().filter(name=paper["shelf"]).first()
    return shelf or above.add_child(name=paper["shelf"])


def make_paper(name: str, title: str, shelf: Collection, days: int, words: Words) -> None:
    inputs = {key: str(value) for key, value in words.numbers().items()}
    inputs["meeting"] = words.day(MEETING)
    pdf = typst.compile(str(PAPERS / f"{name}.typ"), sys_inputs=inputs, pdf_standards=["ua-1"])
    file = ContentFile(pdf, name=f"{name}.pdf")
    document = Document.objects.create(title=title, file=file, collection=shelf)
    document.get_file_size()
    document.get_file_hash()
    written = timezone.now() - datetime.timedelta(days=days)
    Document.objects.filter(pk=document.pk).update(created_at=written)
