#!/usr/bin/env python3
"""Times torch.sigmoid and aten's sigmoid_backward on the sizes of a benchmark's JSON file and merges the rows into it.

The rows have the file's fields; the ceiling is the file's own "copy" row of the same operation and size, so run both on the same
machine, one after the other. Outputs are allocated before, buffers rotate, the device's own clock is used on CUDA.
"""
import argparse
import json
import os
import statistics
import time

import torch

# What rotating buffers must exceed: more than four times the last-level cache of the processors and cards of today.
ROTATING_BYTES = 512 << 20
WARM_UP_SECONDS = 0.2
DTYPES = {"float32": torch.float32, "float64": torch.float64, "float16": torch.float16, "bfloat16": torch.bfloat16}


def percentile(values, fraction):
    values = sorted(values)
    position = fraction * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])


def sample(device, run, sets, passes, first):
    """Seconds of one pass, from the start of several to their end."""
    if device == "cuda":
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        torch.cuda.synchronize()
        start.record()
        for i in range(passes):
            run((first + i) % sets)
        end.record()
        torch.cuda.synchronize()
        return start.elapsed_time(end) * 1e-3 / passes
    begin = time.perf_counter()
    for i in range(passes):
        run((first + i) % sets)
    return (time.perf_counter() - begin) / passes


def measure(device, operation, dtype, elements, seconds):
    """Samples of seconds a pass, and the worst error of the forward pass in units of the last place."""
    matrices = 2 if operation == "forward" else 3
    size = torch.empty((), dtype=DTYPES[dtype]).element_size()
    sets = max(1, -(-ROTATING_BYTES // (matrices * elements * size)))
    generator = torch.Generator().manual_seed(1)
    base = (torch.randn(elements, generator=generator) * 2).to(DTYPES[dtype]).to(device)
    x = [base.clone() for _ in range(sets)]
    out = [torch.empty_like(base) for _ in range(sets)]
    if operation == "forward":
        def run(i):
            torch.sigmoid(x[i], out=out[i])
    else:
        s = [torch.sigmoid(value) for value in x]
        gradient = torch.randn(elements, generator=generator).to(DTYPES[dtype]).to(device)
        dy = [gradient.clone() for _ in range(sets)]

        def run(i):
            torch.ops.aten.sigmoid_backward(dy[i], s[i], grad_input=out[i])
    begin, one = time.perf_counter(), 0
    while one == 0 or time.perf_counter() - begin < WARM_UP_SECONDS:
        one = max(sample(device, run, sets, 3, 0), 1e-7)
    passes = int(min(256, max(1, 500e-6 / one)))
    samples, begin, position = [], time.perf_counter(), 0
    while len(samples) < 5 or (time.perf_counter() - begin < seconds and len(samples) < 101):
        samples.append(sample(device, run, sets, passes, position))
        position += passes
    return samples, forward_ulp(x[0], out[0]) if operation == "forward" and dtype == "float32" else None


def forward_ulp(x, result):
    """The worst error of a sample against float64, in units in the last place of the exact value."""
    x, result = x[:4096].double().cpu(), result[:4096].double().cpu()
    exact = 1 / (1 + torch.exp(-x))
    unit = 2.0 ** (torch.floor(torch.log2(exact)).clamp(min=-126) - 23)
    return float(((result - exact).abs() / unit).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", choices=["cpu", "cuda"], required=True)
    parser.add_argument("--json", required=True, help="the file to read the sizes from and to merge the rows into")
    parser.add_argument("--seconds", type=float, default=2, help="time for each case")
    arguments = parser.parse_args()
    with open(arguments.json, encoding="utf-8") as file:
        report = json.load(file)
    library = "PyTorch"
    rows = [row for row in report["results"] if row["library"] != library]
    name = torch.cuda.get_device_name() if arguments.device == "cuda" else report["machine"]["processor"]
    ceilings = [row for row in rows if row["library"] == "copy" and row["op"] in ("forward", "backward")]
    for ceiling in ceilings:
        samples, ulp = measure(arguments.device, ceiling["op"], ceiling["dtype"], ceiling["elements"], arguments.seconds)
        size = torch.empty((), dtype=DTYPES[ceiling["dtype"]]).element_size()
        size_in_bytes = ceiling["elements"] * size * (2 if ceiling["op"] == "forward" else 3)
        median = statistics.median(samples)
        speed = size_in_bytes / median * 1e-9
        rows.append({
            "device": arguments.device, "device_name": name, "op": ceiling["op"], "dtype": ceiling["dtype"],
            "elements": ceiling["elements"], "library": library, "detail": torch.__version__, "seconds_median": median,
            "seconds_p20": percentile(samples, 0.2), "seconds_p80": percentile(samples, 0.8), "bytes": size_in_bytes,
            "gb_per_s": speed, "fraction_of_ceiling": speed / ceiling["gb_per_s"], "with_transfer": False, "max_ulp": ulp,
        })
        print(f'{ceiling["op"]:9} {ceiling["dtype"]:9} {ceiling["elements"]:>12,} {median * 1e6:12.1f} us {speed:8.1f} GB/s'
              f' {speed / ceiling["gb_per_s"]:6.0%} of the copy', flush=True)
    report["results"] = rows
    with open(arguments.json + ".partial", "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2, ensure_ascii=False)
        file.write("\n")
    os.replace(arguments.json + ".partial", arguments.json)


if __name__ == "__main__":
    main()
