#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator typescript-fetch --additional-properties importFileExtension=
cp driver.ts ../jobs.ts "$BUILD/"
cd "$BUILD"
npx tsc --noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler --types node driver.ts
