#!/bin/sh
# compile_module.sh DRAFT CAPABILITY RESULT: DRAFT.ptx to RESULT, a shared library; what is wrong with the PTX goes to DRAFT.log.
exec 2>"$1.log"
here=$(dirname "$0")
# Without -mfma, fma is a call, and as exact.
fma=$(grep -qwm1 fma /proc/cpuinfo && echo -mfma)
python3 "$here/ptx_to_c.py" "$1.ptx" "$1.c" "$2" &&
    gcc -O2 -w $fma -fwrapv -fno-strict-aliasing -ffp-contract=off -fPIC -shared -I"$here" -o "$1.so" "$1.c" -lm &&
    mv "$1.so" "$3"
