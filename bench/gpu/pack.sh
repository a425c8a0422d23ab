#!/usr/bin/env bash
# Builds everything for a machine with an NVIDIA driver and neither .NET nor network (x86-64 Linux): the tests, the command and the
# benchmark in one folder that shares one runtime, packed as artifacts/gpusigmoid-gpu-COMMIT.tar.xz. There: unpack it and run ./run.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."

limit=$((60 * 1000 * 1000))
commit=$(git rev-parse --short=12 HEAD)
git diff --quiet HEAD -- || commit=$commit-changed
name=gpusigmoid-gpu-$commit
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# The tests reference the benchmark, and both publish the same files of BenchmarkDotNet's packages: no mistake, hence no error.
for project in tests/GpuSigmoid.Tests src/GpuSigmoid.Cli bench/GpuSigmoid.Bench; do
    dotnet publish "$project" -c Release -r linux-x64 --self-contained -p:DebugType=none -p:SatelliteResourceLanguages=en \
        -p:ErrorOnDuplicatePublishOutputFiles=false -o "$stage/$name/bin" --nologo -v quiet
done
# Profilers and Windows' debug interfaces, which BenchmarkDotNet brings and nothing here calls.
rm -rf "$stage/$name"/bin/{amd64,arm64,x86,runtimes} "$stage/$name"/bin/*.pdb
cp bench/gpu/run.sh bench/torch/bench_torch.py "$stage/$name/"
echo "$commit" >"$stage/$name/commit"

mkdir -p artifacts
tar -C "$stage" -cf - "$name" | xz -9e -T0 >"artifacts/$name.tar.xz"
size=$(stat -c %s "artifacts/$name.tar.xz")
echo "artifacts/$name.tar.xz: $size bytes"
if ((size > limit)); then
    echo "pack.sh: found $size bytes, wanted at most $limit" >&2
    exit 1
fi
