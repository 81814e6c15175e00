package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Hosts and pods that are pushed to a [LiveSource], and what comes of it.
final class LiveFixture {
  /// A multiple of five minutes.
  static final long T = 1_772_323_200_000L;

  final LiveSource source;
  final List<Sample> samples = new ArrayList<>();
  final Set<Sample> complete = new HashSet<>();
  final List<Integer> forgotten = new ArrayList<>();
  private final Map<Map<String, String>, Integer> handles = new HashMap<>();

  LiveFixture(List<Profile> profiles) {
    this(profiles, Long.MAX_VALUE);
  }

  LiveFixture(List<Profile> profiles, long mostPoints) {
    source = new LiveSource(profiles, this::take, this::forget, mostPoints);
  }

  /// A profile of hosts.
  static Profile own(Path folder, String quantities) throws IOException {
    return named("own", folder, quantities);
  }

  /// Another of the same hosts.
  static Profile named(String name, Path folder, String quantities) throws IOException {
    String head =
        """
        name: %s
        detect: [own_processes, own_old]
        workload: {by: [instance], name: "{instance}"}
        """
            .formatted(name);
    return Profiles.fromFile(Files.writeString(folder.resolve(name + ".yaml"), head + quantities));
  }

  private void take(Sample sample) {
    samples.add(sample);
    if (source.completes()) {
      complete.add(sample);
    }
  }

  private void forget(int handle) {
    forgotten.add(handle);
    handles.values().remove(handle);
  }

  void advanceTo(int seconds) {
    source.advanceTo(T + seconds * 1000L);
  }

  void host(String instance, int seconds) {
    hostAt(instance, T + seconds * 1000L);
  }

  /// Two cores of which a quarter is used.
  void hostAt(String instance, long atMillis) {
    double seconds = (atMillis - T) / 1000.0;
    for (String cpu : List.of("0", "1")) {
      for (String mode : List.of("idle", "user")) {
        double rate = mode.equals("idle") ? 0.75 : 0.25;
        pushAt(
            atMillis,
            1e6 + rate * seconds,
            "__name__",
            "node_cpu_seconds_total",
            "instance",
            instance,
            "cpu",
            cpu,
            "mode",
            mode);
      }
    }
  }

  List<Integer> handlesOf(String instance) {
    return handles.entrySet().stream()
        .filter(entry -> entry.getKey().containsValue(instance))
        .map(Map.Entry::getValue)
        .toList();
  }

  void container(String pod, int seconds) {
    push(
        seconds,
        100 + 0.5 * seconds,
        "__name__",
        "container_cpu_usage_seconds_total",
        "namespace",
        "shop",
        "pod",
        pod,
        "container",
        "main",
        "instance",
        "k");
    for (String other : List.of("x", "y")) {
      push(
          seconds,
          0,
          "__name__",
          "container_cpu_usage_seconds_total",
          "namespace",
          "shop",
          "pod",
          pod,
          "container",
          "POD",
          "instance",
          other);
    }
  }

  void memory(String pod, int seconds) {
    push(seconds, 1e9, memoryOf(pod));
  }

  static String[] memoryOf(String pod) {
    return new String[] {
      "__name__",
      "container_memory_working_set_bytes",
      "namespace",
      "shop",
      "pod",
      pod,
      "container",
      "main"
    };
  }

  static String[] limits(String pod) {
    return new String[] {
      "__name__",
      "kube_pod_container_resource_limits",
      "namespace",
      "shop",
      "pod",
      pod,
      "container",
      "main",
      "resource",
      "cpu"
    };
  }

  static String[] info(String pod) {
    return new String[] {
      "__name__", "kube_pod_container_info", "namespace", "shop", "pod", pod, "container", "main"
    };
  }

  static String[] owner(String pod) {
    return new String[] {
      "__name__",
      "kube_pod_owner",
      "namespace",
      "shop",
      "pod",
      pod,
      "owner_kind",
      "StatefulSet",
      "owner_name",
      "db",
      "owner_is_controller",
      "true"
    };
  }

  void push(int seconds, double value, String... labels) {
    pushAt(T + seconds * 1000L, value, labels);
  }

  private void pushAt(long atMillis, double value, String... labels) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    Integer handle = handles.get(map);
    if (handle == null) {
      OptionalInt added = source.series(map);
      handle = added.orElseThrow(() -> new AssertionError(map + " is not wanted"));
      handles.put(map, handle);
    }
    source.point(handle, atMillis, value);
  }

  List<Integer> times() {
    return samples.stream().map(sample -> (int) ((sample.atMillis() - T) / 1000)).toList();
  }

  /// The values of a workload's metric by seconds.
  Map<Integer, Double> of(String workload, Metric metric) {
    Map<Integer, Double> values = new TreeMap<>();
    samples.stream()
        .filter(sample -> sample.workload().name().equals(workload))
        .filter(sample -> sample.values().has(metric))
        .forEach(
            sample ->
                values.put((int) ((sample.atMillis() - T) / 1000), sample.values().get(metric)));
    return values;
  }
}
