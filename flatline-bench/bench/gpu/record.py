#!/usr/bin/env python3
"""Records what one NVIDIA GPU does under known loads, as Flatline's telemetry CSV.

    python3 record.py --seconds 2400 --output gpu.csv.gz training inference memory integer ...

Each load runs for --seconds after --idle seconds of rest, and becomes a workload of its own in the file. Once a second
it writes what NVML tells and, on Hopper and newer, what NVML's GPM counters tell (the same counters as DCGM's
DCGM_FI_PROF_* fields). It changes no setting of the GPU. A window of half an hour is judged: record 40 minutes and more
of each load, or hunt with a shorter --window.

Needs nvidia-ml-py, and what the loads need: PyTorch for those in workloads.py, nvcc for those in kernels.cu.
"""
import argparse
import gzip
import os
import subprocess
import sys
import time

import pynvml as nvml

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = [
    "gpu_utilization",
    "gpu_memory_utilization",
    "gpu_power_watts",
    "gpu_power_limit_watts",
    "gpu_temperature_celsius",
    "gpu_tensor_active",
    "gpu_memory_active",
    "gpu_pcie_receive_bytes_per_second",
    "gpu_pcie_transmit_bytes_per_second",
    # Not judged, for whoever looks at a recording: other columns are ignored by Flatline, with a note.
    "sm_active",
    "sm_occupancy",
    "integer_active",
    "fp64_active",
    "fp32_active",
    "fp16_active",
    "sm_clock_mhz",
]

# NVML's GPM metrics in per cent, and those in MiB per second.
GPM_SHARES = {
    "sm_active": 2,
    "sm_occupancy": 3,
    "integer_active": 4,
    "gpu_tensor_active": 5,
    "gpu_memory_active": 10,
    "fp64_active": 11,
    "fp32_active": 12,
    "fp16_active": 13,
}
GPM_MIB = {"gpu_pcie_transmit_bytes_per_second": 20, "gpu_pcie_receive_bytes_per_second": 21}


def torch_load(name):
    return lambda seconds: [sys.executable, os.path.join(HERE, "workloads.py"), name, str(seconds)]


def kernel(*arguments):
    return lambda seconds: [os.path.join(HERE, "kernels"), arguments[0], str(seconds), *arguments[1:]]


LOADS = {
    "training": torch_load("training"),
    "training-fp32": torch_load("training-fp32"),
    "inference": torch_load("inference"),
    "generation": torch_load("generation"),
    "memory": kernel("memory", "5"),
    "integer": kernel("integer"),
    "duty50": kernel("duty", "50", "100"),
    "duty20": kernel("duty", "20", "1000"),
    "stencil": kernel("stencil", "8"),
    "fma": kernel("fma"),
    "hold": kernel("hold", "8"),
}


def told(call, *arguments):
    """What NVML answers, None where this GPU or driver does not support the question."""
    try:
        return call(*arguments)
    except nvml.NVMLError:
        return None


class Gpm:
    """Shares and rates between two calls; nothing where the GPU has no GPM."""

    def __init__(self, handle):
        self.handle = handle
        support = told(nvml.nvmlGpmQueryDeviceSupport, handle) if hasattr(nvml, "nvmlGpmQueryDeviceSupport") else None
        self.supported = bool(support and support.isSupportedDevice)
        if self.supported:
            self.before, self.now = nvml.nvmlGpmSampleAlloc(), nvml.nvmlGpmSampleAlloc()
            nvml.nvmlGpmSampleGet(handle, self.before)

    def read(self):
        if not self.supported:
            return {}
        nvml.nvmlGpmSampleGet(self.handle, self.now)
        asked = {**GPM_SHARES, **GPM_MIB}
        request = nvml.c_nvmlGpmMetricsGet_t()
        request.version = nvml.NVML_GPM_METRICS_GET_VERSION
        request.sample1, request.sample2 = self.before, self.now
        request.numMetrics = len(asked)
        for i, metric in enumerate(asked.values()):
            request.metrics[i].metricId = metric
        nvml.nvmlGpmMetricsGet(request)
        self.before, self.now = self.now, self.before
        answer = {}
        for i, column in enumerate(asked):
            if request.metrics[i].nvmlReturn == 0:
                scale = 0.01 if column in GPM_SHARES else 1024 * 1024
                answer[column] = request.metrics[i].value * scale
        return answer


def reading(handle, gpm):
    row = {}
    utilization = told(nvml.nvmlDeviceGetUtilizationRates, handle)
    if utilization is not None:
        row["gpu_utilization"] = utilization.gpu / 100
        row["gpu_memory_active"] = utilization.memory / 100
    memory = told(nvml.nvmlDeviceGetMemoryInfo, handle)
    if memory is not None:
        row["gpu_memory_utilization"] = memory.used / memory.total
    for column, call, scale in [
        ("gpu_power_watts", nvml.nvmlDeviceGetPowerUsage, 0.001),
        ("gpu_power_limit_watts", nvml.nvmlDeviceGetEnforcedPowerLimit, 0.001),
    ]:
        value = told(call, handle)
        if value is not None:
            row[column] = value * scale
    temperature = told(nvml.nvmlDeviceGetTemperature, handle, nvml.NVML_TEMPERATURE_GPU)
    clock = told(nvml.nvmlDeviceGetClockInfo, handle, nvml.NVML_CLOCK_SM)
    if temperature is not None:
        row["gpu_temperature_celsius"] = temperature
    if clock is not None:
        row["sm_clock_mhz"] = clock
    # GPM tells more, and over the whole second: it takes the place of NVML's own sampling where it is there.
    row.update(gpm.read())
    for column, counter in [
        ("gpu_pcie_transmit_bytes_per_second", nvml.NVML_PCIE_UTIL_TX_BYTES),
        ("gpu_pcie_receive_bytes_per_second", nvml.NVML_PCIE_UTIL_RX_BYTES),
    ]:
        if column not in row:
            kib = told(nvml.nvmlDeviceGetPcieThroughput, handle, counter)
            if kib is not None:
                row[column] = kib * 1024
    return row


def record(out, workload, handle, command, idle, seconds):
    gpm = Gpm(handle)
    process = None
    begin = time.time()
    second = 0
    while second < idle + seconds:
        second += 1
        time.sleep(max(0.0, begin + second - time.time()))
        if process is None and second > idle:
            process = subprocess.Popen(command, stdout=sys.stderr)
        row = reading(handle, gpm)
        values = ",".join("%.6g" % row[column] if column in row else "" for column in COLUMNS)
        out.write("%s,%.3f,%s\n" % (workload, time.time(), values))
        if process is not None and process.poll() not in (None, 0):
            raise SystemExit("%s failed with %d" % (" ".join(command), process.returncode))
    if process is not None:
        process.wait(timeout=120)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("loads", nargs="+", choices=sorted(LOADS), metavar="LOAD", help=", ".join(sorted(LOADS)))
    parser.add_argument("--seconds", type=int, default=2400)
    parser.add_argument("--idle", type=int, default=60)
    parser.add_argument("--gpu", type=int, default=0)
    parser.add_argument("--output", default="gpu.csv.gz")
    arguments = parser.parse_args()
    nvml.nvmlInit()
    handle = nvml.nvmlDeviceGetHandleByIndex(arguments.gpu)
    name, driver = nvml.nvmlDeviceGetName(handle), nvml.nvmlSystemGetDriverVersion()
    print("%s, driver %s, GPM %s" % (name, driver, Gpm(handle).supported), file=sys.stderr)
    with gzip.open(arguments.output, "wt", encoding="utf-8") as out:
        out.write("workload,timestamp," + ",".join(COLUMNS) + "\n")
        for load in arguments.loads:
            print("%s for %d s" % (load, arguments.seconds), file=sys.stderr)
            record(out, load, handle, LOADS[load](arguments.seconds), arguments.idle, arguments.seconds)


if __name__ == "__main__":
    main()
