"""Making the pictures and the papers of the demo."""

import datetime
import io
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
from wijkstem.demo.pictures import PICTURES, draw
from wijkstem.demo.words import Words

PAPERS = Path(__file__).parent / "data" / "papers"
MEETING = -91
"""The day of the assembly whose minutes are in the library."""


def load_pictures() -> dict[str, Image]:
    """The pictures by their key, drawn where they are absent."""
    collection = Collection.objects.get(depth=2, name=PUBLIC)
    pictures = {}
    for key, (title, _scene) in PICTURES.items():
        image = Image.objects.filter(title=title, collection=collection).first()
        if image is None:
            file = ImageFile(io.BytesIO(draw(key)), name=f"{key}.png")
            image = Image.objects.create(title=title, file=file, collection=collection)
        pictures[key] = image
    return pictures


def load_papers(papers: list[dict[str, Any]], words: Words) -> int:
    """The documents, set by typst where they are absent; returns how many were."""
    made = 0
    for paper in papers:
        shelf = shelf_of(paper)
        title = words.fill(paper["title"])
        if not Document.objects.filter(title=title, collection=shelf).exists():
            make_paper(paper["file"], title, shelf, paper["days"], words)
            made += 1
    return made


def shelf_of(paper: dict[str, Any]) -> Collection:
    """Its collection, below the public or the private one."""
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
