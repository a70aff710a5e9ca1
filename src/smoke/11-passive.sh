#!/bin/sh
# The checker that watches the other scripts: each thing that it is there for is found, and nothing else.
# needs: python3
if said=$(python3 "$(dirname "$0")/passive_test.py" 2>&1); then
    echo "ok passive.py: $said"
else
    echo "FAIL passive.py: $said"
    exit 1
fi
