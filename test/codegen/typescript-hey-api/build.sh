#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  @hey-api/openapi-ts@0.95.0 typescript@5.9.3
cp driver.ts ../jobs.ts "$BUILD/"
cd "$BUILD"
npx openapi-ts --input "$DOCUMENT" --output client --client @hey-api/client-fetch
npx tsc --noEmit --strict --target es2022 --module esnext --moduleResolution bundler --types node driver.ts
