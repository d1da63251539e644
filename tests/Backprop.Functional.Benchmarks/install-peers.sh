#!/usr/bin/env bash
# Installs on Debian or Ubuntu what the peers mode compares with: PyTorch, scikit-learn, FANN and OpenBLAS.
set -euo pipefail
sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
$sudo apt-get update
$sudo apt-get install -y --no-install-recommends python3-torch python3-sklearn libfann2 libopenblas0-pthread
