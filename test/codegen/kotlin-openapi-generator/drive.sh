#!/usr/bin/env bash
exec java -Dfile.encoding=UTF-8 -cp "$BUILD/classes:$(cat "$BUILD/classpath")" DriverKt
