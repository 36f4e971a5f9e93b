#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  @apidevtools/swagger-parser@12.1.0
cp driver.mjs "$BUILD/"
