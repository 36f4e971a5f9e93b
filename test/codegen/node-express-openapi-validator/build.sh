#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  express-openapi-validator@5.6.2 express@5.1.0
cp driver.mjs "$BUILD/"
