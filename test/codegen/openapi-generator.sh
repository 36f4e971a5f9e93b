# Sourced by the build.sh of each client that openapi-generator writes.
# Usage: openapi_generator NAME [arguments…], from $DOCUMENT into $BUILD/client.
openapi_generator() {
  local version=${OPENAPI_GENERATOR_VERSION:-7.17.0} cache=${XDG_CACHE_HOME:-$HOME/.cache}/heffl-client
  local jar=$cache/openapi-generator-cli-$version.jar
  [[ -f $jar ]] || mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact=org.openapitools:openapi-generator-cli:$version -DoutputDirectory="$cache"
  # The JVM's second compiler takes longer than it saves here.
  java -XX:TieredStopAtLevel=1 -jar "$jar" generate --generator-name "$@" --input-spec "$DOCUMENT" --output "$BUILD/client"
}
