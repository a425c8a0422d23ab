#!/usr/bin/env bash
# build.sh FOLDER: makes FOLDER/libcuda.so.1, which loads in place of NVIDIA's driver where FOLDER is in LD_LIBRARY_PATH, and
# FOLDER/self_test, which tries it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cp "$here"/ptx_to_c.py "$here"/ptx_instructions.py "$here"/kernel.h "$here"/compile_module.sh "$1"
gcc -std=gnu17 -O2 -Wall -Wextra -Wno-unused-parameter -Wno-format-truncation -Werror -fPIC -shared -pthread \
    -o "$1/libcuda.so.1" "$here"/driver_*.c -ldl -lm
ln -sf libcuda.so.1 "$1/libcuda.so"
gcc -std=gnu17 -O1 -Wall -Wextra -Werror -o "$1/self_test" "$here/self_test.c" -L"$1" -l:libcuda.so.1 -Wl,-rpath,'$ORIGIN'
