"""Evidence files, opened and checked as their reader does."""

import io
import subprocess
import sys
import zipfile


def files_in(made):
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def run_alone(made, folder, *options):
    """The exit code and the words of the verify.py in the file, unpacked in this folder. None:
    as it lies there."""
    for name, content in files_in(made).items() if made else ():
        (folder / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-I", folder / "verify.py", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
