package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.List;

/// The words of a finding.
final class Explanation {
  private Explanation() {}

  /// One sentence from the reasons: what is unusual first, then what did not move.
  static String summary(List<Evidence> evidence) {
    StringBuilder text = new StringBuilder();
    for (Evidence one : evidence) {
      boolean told = one.aspect() != Aspect.SHAPE || evidence.size() == 1;
      if (told) {
        text.append(text.isEmpty() ? "" : "; ").append(one.summary());
      }
    }
    return text.toString();
  }

  /// What to do next, in order.
  static List<String> nextSteps(Workload workload, Instant since) {
    return List.of(
        "See what runs: on the host `ps -eo pid,ppid,user,lstart,pcpu,args --sort=-pcpu | head`;"
            + " a process that nobody knows and that started near "
            + since
            + " (or before it, where the telemetry begins there) is the suspect",
        "See whom it talks to: `ss -tnp`; a miner keeps one connection open for hours and moves a"
            + " few bytes a second",
        "Compare with deployments, jobs and logins at that time",
        "If it is meant to be so, say so in the policy with a role or an expected plateau for `"
            + workload.name()
            + "`");
  }

  /// The same where a GPU is what is found.
  static List<String> nextStepsOnGpu(Workload workload, Instant since) {
    return List.of(
        "See what runs, on the host and not in a container:"
            + " `nvidia-smi --query-compute-apps=pid,name,used_memory --format=csv`; a process that"
            + " nobody knows and that started near "
            + since
            + " is the suspect",
        "Do not believe one library: `fuser -v /dev/nvidia*` lists who has the GPU open even where"
            + " `libnvidia-ml.so` lies, and the power meter of the chassis tells what it draws",
        "See whom it talks to: `ss -tnp`; a miner keeps one connection open for hours and moves a"
            + " few bytes a second",
        "If it is meant to be so, say so in the policy with a role or an expected plateau for `"
            + workload.name()
            + "`");
  }

  /// The same where planes of accounting contradict each other.
  static List<String> nextStepsOnAccounting(Workload workload, Instant since) {
    return List.of(
        "Do not believe the tools on the host: a rootkit may sit between them and the kernel. Look"
            + " from outside (the container host, the hypervisor, a disk image), or with a static"
            + " binary of your own",
        "See what is hidden: a number that answers `kill -0 PID` or has a `/proc/PID/task` and is"
            + " not among `ls /proc`; something mounted over `/proc/PID` in `/proc/mounts`; an"
            + " `/etc/ld.so.preload`; a `/proc/modules` that lacks what `/sys/module` has",
        "See which cgroup the time is in: `systemd-cgtop -n 2`, or `cpu.stat` below"
            + " /sys/fs/cgroup, and what is in its `cgroup.procs`",
        "Compare with what changed near "
            + since
            + ": a new exporter, its filters, its privileges, a workload whose parent ignores"
            + " SIGCHLD",
        "If it is meant to be so, say so in the policy with a suppression for `"
            + workload.name()
            + "`");
  }
}
