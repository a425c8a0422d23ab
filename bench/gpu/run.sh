#!/usr/bin/env bash
# The whole of GpuSigmoid on this machine's GPU: all tests with CUDA required, every table verified, a network trained, the benchmark with its
# picture, and PyTorch's rows where python3 has torch. Needs an NVIDIA driver, no .NET, no network. Results go to results/CARD-DRIVER-COMMIT.
# GPUSIGMOID_PACK_DEVICE=cpu (or opencl:0) tries the pack on that device instead.
set -uo pipefail
cd "$(dirname "$0")"

device=${GPUSIGMOID_PACK_DEVICE:-cuda:0}
elements=${GPUSIGMOID_PACK_ELEMENTS:-2^16,2^18,2^20,2^22,2^24,2^26,2^28}
bin=$PWD/bin
commit=$(cat commit)

"$bin/GpuSigmoid.Cli" devices
if ! reason=$("$bin/GpuSigmoid.Bench" --device "$device" --op forward --elements 1 --seconds 0 2>&1); then
    echo "run.sh: there is no $device to run on: ${reason##*GpuSigmoid.Bench: }" >&2
    exit 2
fi

case $device in
    cuda:*) export GPUSIGMOID_REQUIRE=cuda card=$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader -i "${device#cuda:}" 2>/dev/null) ;;
    opencl:*) export GPUSIGMOID_REQUIRE=opencl card=$device ;;
    *) card=$device ;;
esac
folder=results/$(echo "${card:-$device}-$commit" | tr -cs 'A-Za-z0-9.\n-' '-')
mkdir -p "$folder"
echo "Results: $PWD/$folder"
{ "$bin/GpuSigmoid.Cli" devices; nvidia-smi 2>/dev/null; } >"$folder/machine.txt"

failed=()
step() {
    local name=$1
    shift
    echo "== $name"
    "$@" 2>&1 | tee "$folder/$name.txt"
    [[ ${PIPESTATUS[0]} -eq 0 ]] || failed+=("$name")
}

step tests "$bin/GpuSigmoid.Tests" -noColor
for type in float32 float64 float16 bfloat16; do
    step "verify-$type" "$bin/GpuSigmoid.Cli" verify --device "$device" --dtype "$type"
done
for type in float32 float64 float16 bfloat16; do
    step "verify-tail-$type" "$bin/GpuSigmoid.Cli" verify --op tail --device "$device" --dtype "$type"
    step "verify-output-from-tail-$type" "$bin/GpuSigmoid.Cli" verify --op output-from-tail --device "$device" --dtype "$type"
done

# The network that is trained here has the weights of the one that is trained on the CPU, to the bit.
weights() { "$bin/GpuSigmoid.Cli" train --device "$1" --json | tee /dev/stderr | grep weightsSha256; }
same_weights() {
    local expected actual
    expected=$(weights cpu) && actual=$(weights "$device") && [[ $actual == "$expected" ]] && echo "the same weights on cpu and $device"
}
step train same_weights
if [[ $device == cuda:* ]] && ldconfig -p | grep -q 'libcublas\.so\.1[0-2]'; then
    step train-fast-matmul "$bin/GpuSigmoid.Cli" train --device "$device" --fast-matmul --json
else
    echo "== train-fast-matmul: there is no cuBLAS 10 to 12 here, it is left out"
fi

step bench "$bin/GpuSigmoid.Bench" --device "$device" --elements "$elements" --json "$folder/bench.json" --plot "$folder/bench.png"
step bench-types "$bin/GpuSigmoid.Bench" --device "$device" --dtype all --elements "${elements##*,}" --json "$folder/bench-types.json"
step micro "$bin/GpuSigmoid.Bench" --micro
rm -rf BenchmarkDotNet.Artifacts
if python3 -c 'import torch' 2>/dev/null; then
    step torch python3 bench_torch.py --device "${device%%:*}" --json "$folder/bench.json"
    step picture "$bin/GpuSigmoid.Bench" --from "$folder/bench.json" --plot "$folder/bench.png"
else
    echo "== torch: python3 has no torch here, its rows are left out"
fi

if ((${#failed[@]})); then
    echo "run.sh: failed: ${failed[*]}; see $folder" >&2
    exit 1
fi
echo "All well: $PWD/$folder"
