#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  orval@7.13.2 typescript@5.9.3
cp driver.ts ../jobs.ts orval.config.cjs "$BUILD/"
cd "$BUILD"
npx orval --config orval.config.cjs
npx tsc --noEmit --strict --target es2022 --module esnext --moduleResolution bundler --types node driver.ts
