#!/usr/bin/env bash
set -euo pipefail
cp Cargo.toml driver.rs "$BUILD/"
cp "$DOCUMENT" "$BUILD/"
cd "$BUILD"
# What cargo compiled of other people's crates is kept from run to run; our own is made anew.
export CARGO_TARGET_DIR=${XDG_CACHE_HOME:-$HOME/.cache}/heffl-client/rust-progenitor
cargo generate-lockfile --quiet
cargo clean --quiet --package driver
cargo build
cp "$CARGO_TARGET_DIR/debug/driver" .
