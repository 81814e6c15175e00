package dev.flatline.connectors.host;

import dev.flatline.connectors.SampleSink;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All cgroups of the host that are workloads: leaves, and those with processes of their own.
final class CgroupWorkloads {
  /// Of how many cgroups a reading looks up the limits and files again. Few enough to cost little
  /// with thousands of cgroups, and as many as there are on most hosts.
  private static final int REFRESHED_PER_READING = 64;

  private final CgroupMounts mounts;
  private final CgroupTree tree;
  private final NetworkNamespaces namespaces;
  private int refreshedSoFar;

  CgroupWorkloads(HostContext context, CgroupMounts mounts, WorkloadSelection selection) {
    this.mounts = mounts;
    tree = new CgroupTree(context, mounts, selection);
    namespaces = new NetworkNamespaces(context);
  }

  /// Reads all once; answers how many were workloads.
  int read(long atMillis, HostCapacity host, SampleSink sink) {
    List<Cgroup> cgroups = new ArrayList<>(tree.walk());
    refreshSome(cgroups);
    Cgroup.Reading reading = new Cgroup.Reading(atMillis, host, namespaces);
    int workloads = 0;
    for (Cgroup cgroup : cgroups) {
      Optional<Sample> sample = cgroup.read(reading);
      sample.ifPresent(sink::accept);
      workloads += sample.isPresent() ? 1 : 0;
    }
    namespaces.endReading();
    return workloads;
  }

  /// Whether any cgroup so far was wanted.
  boolean anySelected() {
    return tree.anySelected();
  }

  private void refreshSome(List<Cgroup> cgroups) {
    int count = Math.min(REFRESHED_PER_READING, cgroups.size());
    for (int i = 0; i < count; i++) {
      refreshedSoFar = (refreshedSoFar + 1) % cgroups.size();
      cgroups.get(refreshedSoFar).refresh(mounts);
    }
  }
}
