#!/usr/bin/env bash
exec ruby -E UTF-8 -I "$BUILD/client/lib" driver.rb
