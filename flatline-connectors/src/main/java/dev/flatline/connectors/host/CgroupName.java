package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Workload;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns a cgroup's path into a workload: a name that people can read and the labels that the path
/// gives away. Container runtimes and systemd write into it whom a cgroup belongs to.
///
/// Known shapes: Docker, containerd, CRI-O, Podman and nerdctl, each with the systemd and the
/// cgroupfs driver; Pods below `kubepods`; systemd's services, scopes and slices.
final class CgroupName {
  private static final int SHORT_ID_LENGTH = 12;
  private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CONTAINER =
      Pattern.compile(
          "/(?:(docker|cri-containerd|crio|libpod|nerdctl)-)?([0-9a-f]{64})(?:\\.scope)?(?:/|$)");
  private static final Pattern POD =
      Pattern.compile("[/-]pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})");
  private static final Pattern QOS = Pattern.compile("[/-](burstable|besteffort)[/.-]");
  private static final Pattern UNIT = Pattern.compile(".*/([^/]+\\.(?:service|scope))(?:/.*)?");
  private static final Pattern SLICE = Pattern.compile(".*/([^/]+\\.slice)(?:/.*)?");

  private CgroupName() {}

  /// The path with each container id cut to the twelve letters that container tools show.
  static String shorten(String path) {
    return CONTAINER_ID.matcher(path).replaceAll(id -> id.group().substring(0, SHORT_ID_LENGTH));
  }

  /// The workload of a path.
  ///
  /// @param prefix put before the name
  static Workload workload(String path, String prefix) {
    Map<String, String> labels = new TreeMap<>(Map.of("cgroup", path));
    Matcher container = CONTAINER.matcher(path);
    if (container.find()) {
      labels.put("container_id", container.group(2));
      labels.put("runtime", runtime(path, container.group(1)));
    }
    Matcher pod = POD.matcher(path);
    if (pod.find()) {
      labels.put("pod_uid", pod.group(1).replace('_', '-'));
      Matcher qos = QOS.matcher(path);
      labels.put("qos", qos.find() ? qos.group(1) : "guaranteed");
    }
    putLast(labels, "unit", UNIT.matcher(path));
    putLast(labels, "slice", SLICE.matcher(path));
    return new Workload(prefix + "cgroup:" + shorten(path), labels);
  }

  private static void putLast(Map<String, String> labels, String label, Matcher matcher) {
    if (matcher.matches()) {
      labels.put(label, matcher.group(1));
    }
  }

  private static String runtime(String path, @Nullable String mark) {
    if (mark == null) {
      return path.startsWith("/docker/") ? "docker" : "unknown";
    }
    return switch (mark) {
      case "cri-containerd", "nerdctl" -> "containerd";
      case "crio" -> "cri-o";
      case "libpod" -> "podman";
      default -> mark;
    };
  }
}
