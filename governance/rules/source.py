"""Opening and decoding files of every kind, and the one error that reading one can give."""

import os
from pathlib import Path


class FileError(Exception):
    """A file that cannot be read: one clear sentence, with file and line."""

    # `line`: the first that is wrong, from 1; None when no line is, such as when the file cannot be
    # opened.

    def __init__(self, file: str, line: int | None, sentence: str) -> None:
        super().__init__(file, line, sentence)
        self.file = file
        self.line = line
        self.sentence = sentence

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.sentence}"


def load(path: str | os.PathLike[str], what: str = "file") -> bytes:
    """The bytes of a file; FileError, which calls it `what`, when it cannot be opened."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(str(path), None, f"The {what} cannot be opened: {reason}.") from None


def decode(source: bytes | str, name: str, otherwise: str | None = None) -> str:
    """The text of a file without byte-order mark: UTF-8, or else the encoding `otherwise`."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What was decoded is in the error; a byte-order mark is no longer part of it.
        line = len(split_lines(error.object[: error.start].decode("latin-1")))
    try:
        if otherwise is not None:
            return source.decode(otherwise)
    except UnicodeDecodeError:
        pass
    raise FileError(name, line, "The text is not UTF-8.")


def split_lines(text: str) -> list[str]:
    """The lines, whether they end with LF, CR LF or CR; the last one may be empty."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
