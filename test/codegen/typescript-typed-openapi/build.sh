#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  typed-openapi@2.2.7
cp driver.ts ../jobs.ts "$BUILD/"
cd "$BUILD"
npx typed-openapi "$DOCUMENT" --output client.ts
npx tsc --noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler --types node driver.ts
