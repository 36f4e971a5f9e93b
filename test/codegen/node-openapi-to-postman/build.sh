#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  openapi-to-postmanv2@6.3.3
cp driver.mjs "$BUILD/"
