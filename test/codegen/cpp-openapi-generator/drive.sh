#!/usr/bin/env bash
exec "$BUILD/driver"
