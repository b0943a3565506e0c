"""Writes the lock of the readers anew, without a word of where packages lie or whom to pay."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
COMMAND = (
    "npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund"
)

if __name__ == "__main__":
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(COMMAND.split(), cwd=HERE, check=True, env={**os.environ, "PATH": paths})
    lock = json.loads(LOCK.read_text("utf-8"))
    for package in lock["packages"].values():
        for said in ("funding", "deprecated", "resolved"):
            package.pop(said, None)
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", "utf-8")
