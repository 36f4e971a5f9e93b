#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
  oazapfts@7.5.0 @oazapfts/runtime@1.2.0
cp driver.ts ../jobs.ts "$BUILD/"
cd "$BUILD"
npx oazapfts "$DOCUMENT" client.ts
npx tsc --noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler --types node driver.ts
