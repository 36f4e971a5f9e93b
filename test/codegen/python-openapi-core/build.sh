#!/usr/bin/env bash
set -euo pipefail
python3 -m venv "$BUILD/venv"
"$BUILD/venv/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
