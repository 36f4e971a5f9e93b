#!/usr/bin/env bash
set -euo pipefail
source ../openapi-generator.sh
openapi_generator ruby --additional-properties gemName=heffl,moduleName=Heffl --type-mappings DateTime=String
# There is nothing to compile: the driver is run without input, so that all of it is loaded once.
ruby -w -c driver.rb open_models.rb
bash drive.sh < /dev/null
