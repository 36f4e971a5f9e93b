#!/usr/bin/env bash
set -euo pipefail
npx openapi-typescript "$DOCUMENT" --output "$BUILD/schema.d.ts"
cp driver.ts ../jobs.ts "$BUILD/"
npx tsc --noEmit --strict --skipLibCheck --module nodenext --types node "$BUILD/driver.ts"
