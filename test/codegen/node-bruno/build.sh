#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  @usebruno/converters@0.23.0 yaml@2.9.1
cp driver.mjs "$BUILD/"
