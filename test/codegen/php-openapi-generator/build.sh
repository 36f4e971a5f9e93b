#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator php --additional-properties invokerPackage=Heffl
# There is nothing to compile: every file is checked, and the driver is run without input, so that all of it is loaded once.
find "$BUILD/client/lib" driver.php -name '*.php' -exec php -l {} \; > /dev/null
bash drive.sh < /dev/null
