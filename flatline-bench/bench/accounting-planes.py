#!/usr/bin/env python3
"""How far the accounting planes of an honest host are apart, under loads that stress their differences.

    flatline-bench/bench/accounting-planes.py [--seconds 90] [--load NAME ...]

Runs each load for that long, reads all planes once a second, and prints a line of Markdown per load: the host's CPU
(/proc/stat), its interrupts and steal, and how much more or less than the host the cgroups and the processes tell, as
percent of capacity. The cgroup plane is the root's cpuacct.usage of cgroup v1; of v2 it is the sum over the top level
and kernel threads. The process plane is as `flatline record` computes it: growth of utime + stime of all processes,
and of cutime + cstime as far as that exceeds what the processes had that are gone. `plain` is the sum of all four
without that correction.

Of each pair the mean over the run and the worst of its windows of 30 seconds are told. Other work on the machine does
no harm: all planes see it. Needs root for `hidden`, which puts an empty folder over its own load's /proc/PID, in a
mount namespace of its own. Loads end by themselves.
"""
import argparse, ctypes, os, signal, socket, subprocess, sys, tempfile, time

KERNEL_THREAD = 0x00200000


def processes():
    out = {}
    for name in os.listdir("/proc"):
        if not name[0].isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as f:
                text = f.read()
        except OSError:
            continue
        fields = text[text.rindex(b")") + 2:].split()
        own = int(fields[11]) + int(fields[12])
        children = int(fields[13]) + int(fields[14])
        out[int(name), int(fields[19])] = (own, children, int(fields[6]) & KERNEL_THREAD != 0)
    return out


def host():
    with open("/proc/stat") as f:
        t = [int(x) for x in f.readline().split()[1:9]]
    user, nice, system, idle, iowait, irq, softirq, steal = t
    return {"busy": user + nice + system + irq + softirq, "irq": irq + softirq, "steal": steal, "total": sum(t)}


def cgroups():
    """Seconds by cgroup, and whether kernel threads are in it."""
    try:
        with open("/sys/fs/cgroup/cpuacct/cpuacct.usage") as f:
            return {"/": int(f.read()) / 1e9}, True
    except OSError:
        pass
    top, out = "/sys/fs/cgroup", {}
    for name in os.listdir(top):
        try:
            with open(f"{top}/{name}/cpu.stat") as f:
                out[name] = int(f.readline().split()[1]) / 1e6
        except OSError:
            continue
    return out, False


class Planes:
    def __init__(self):
        self.read()

    def read(self):
        self.host, (self.cgroups, self.whole), self.processes = host(), cgroups(), processes()

    def next(self):
        before = (self.host, self.cgroups, self.processes)
        self.read()
        h = {k: self.host[k] - before[0][k] for k in self.host}
        hz = os.sysconf("SC_CLK_TCK")
        c = sum(v - before[1].get(k, 0) for k, v in self.cgroups.items()) * hz
        own = kids = kernel = 0
        old = dict(before[2])
        for key, (u, k, is_kernel) in self.processes.items():
            bu, bk, _ = old.pop(key, (0, 0, False))
            own += u - bu
            kids += k - bk
            kernel += u - bu if is_kernel else 0
        gone = sum(u + k for u, k, _ in old.values())
        if not self.whole:
            c += kernel
        return {**h, "cgroups": c, "processes": own + max(0, kids - gone), "plain": own + kids - gone, "kernel": kernel}


def until(end, work):
    while time.time() < end:
        work()


def spin(end):
    until(end, lambda: sum(range(20000)))


def forks(end):
    """Short-lived processes that their parent waits for, as under make."""
    subprocess.run(["sh", "-c", f'while [ "$(date +%s)" -lt {int(end)} ]; do for i in 1 2 3 4 5 6 7 8 9; do sh -c "expr 1 + 1" >/dev/null; done; done'])


def compile_(end):
    with tempfile.TemporaryDirectory() as folder:
        src = os.path.join(folder, "a.c")
        with open(src, "w") as f:
            f.write("#include <stdio.h>\n" + "\n".join(f"int f{i}(int x){{return x*{i}+f{i - 1}(x);}}" if i else "int f0(int x){return x;}" for i in range(300)))
        until(end, lambda: subprocess.run(["gcc", "-O1", "-c", src, "-o", os.path.join(folder, "a.o")]))


def unwaited(end):
    """Short-lived processes of a parent that ignores SIGCHLD: the kernel drops their time."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    def one():
        if os.fork() == 0:
            stop = time.process_time() + 0.05
            while time.process_time() < stop:
                pass
            os._exit(0)
        time.sleep(0.1)
    until(end, one)


def threads(end):
    """Threads that live for 20 ms."""
    import threading
    def one():
        t = threading.Thread(target=lambda: sum(range(300000)))
        t.start()
        t.join()
    until(end, one)


def disk(end):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        path = os.path.join(folder, "x")
        until(end, lambda: subprocess.run(["dd", "if=/dev/zero", f"of={path}", "bs=1M", "count=200", "conv=fsync"], stderr=subprocess.DEVNULL))


def network(end):
    """Small datagrams over loopback: system and softirq time."""
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    a, b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    b.bind(("127.0.0.1", 0))
    if os.fork() == 0:
        b.settimeout(2)
        try:
            while time.time() < end:
                b.recv(2000)
        except OSError:
            pass
        os._exit(0)
    data, to = b"x" * 200, b.getsockname()
    def one():
        for _ in range(500):
            a.sendto(data, to)
    until(end, one)
    os.wait()


def timer(end):
    """Works for a millisecond right after each tick of the clock, and sleeps before the next: sampling hardly sees it."""
    tick = 0.004
    def one():
        time.sleep(max(0, tick - time.monotonic() % tick))
        stop = time.monotonic() + 0.001
        while time.monotonic() < stop:
            pass
    until(end, one)


LOADS = {
    "as it is": [],
    "one loop": [spin],
    "two loops": [spin, spin],
    "forks": [forks],
    "compiler": [compile_],
    "unwaited children": [unwaited],
    "short threads": [threads],
    "disk": [disk],
    "loopback": [network],
    "after each tick": [timer],
    "hidden loop": [spin],
}


def start(load, end):
    pid = os.fork()
    if pid == 0:
        try:
            load(end)
        finally:
            os._exit(0)
    return pid


def hide(pid):
    """Nobody but this process and its children sees it hidden."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000) or libc.mount(b"none", b"/", None, 0x40000 | 0x4000, None):
        sys.exit("cannot make a mount namespace: run as root")
    if libc.mount(b"none", f"/proc/{pid}".encode(), b"tmpfs", 0, None):
        sys.exit("cannot mount over /proc/PID: run as root")


def measure(name, seconds):
    """In a process of its own, as hiding is for life."""
    end = time.time() + seconds + 1
    pids = [start(load, end) for load in LOADS[name]]
    if name == "hidden loop":
        hide(pids[0])
    planes, rows = Planes(), []
    while time.time() < end - 1:
        time.sleep(1)
        rows.append(planes.next())
    for pid in pids:
        os.waitpid(pid, 0)
    print(line(name, rows))


def share(rows, key):
    return 100 * sum(row[key] for row in rows) / sum(row["total"] for row in rows)


def line(name, rows):
    blocks = [rows[i:i + 30] for i in range(0, len(rows) - 29, 30)] or [rows]
    def pair(one, other):
        of = lambda some: share(some, one) - share(some, other)
        return f"{of(rows):+.1f} ({max((of(b) for b in blocks), key=abs):+.1f})"
    return "| " + " | ".join(
        [name, f"{share(rows, 'busy'):.1f}", f"{share(rows, 'irq'):.1f}", f"{share(rows, 'steal'):.1f}",
         f"{share(rows, 'kernel'):.1f}", pair("cgroups", "busy"), pair("processes", "busy"),
         pair("plain", "busy"), pair("processes", "cgroups")]) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--load", action="append", choices=list(LOADS))
    options = parser.parse_args()
    print("| load | host | interrupts | steal | kernel threads | cgroups - host | processes - host | plain - host | processes - cgroups |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for name in options.load or LOADS:
        pid = os.fork()
        if pid == 0:
            measure(name, options.seconds)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
