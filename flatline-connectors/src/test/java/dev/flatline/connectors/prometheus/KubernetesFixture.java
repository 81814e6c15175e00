package dev.flatline.connectors.prometheus;

import java.time.Duration;
import java.time.Instant;

/// A small cluster as cAdvisor and kube-state-metrics would show it.
final class KubernetesFixture {
  static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant TO = Instant.parse("2026-03-01T06:00:00Z");

  private final OpenMetricsText text = new OpenMetricsText(FROM, TO, Duration.ofSeconds(30));

  /// Two containers with limits of half a core each, at half of them, throttled in a quarter of the
  /// periods; a Deployment through its ReplicaSet.
  static final String CART = "shop/Deployment/cart/cart-6f7d-aaaaa";

  /// One core in use and no limit, on a node of four; a StatefulSet.
  static final String DATABASE = "data/StatefulSet/db/db-0";

  /// Two containers of which one has a limit, so the whole node may be used; a DaemonSet.
  static final String AGENT = "system/DaemonSet/agent/agent-x";

  /// At its limit of two cores; a CronJob through its Job.
  static final String NIGHTLY = "batch/CronJob/nightly/nightly-29000-q7";

  /// A Job that no CronJob has made.
  static final String ONCE = "batch/Job/once/once-z1";

  /// A pod without an owner, limited by its cgroup's quota alone.
  static final String BARE = "lab/bare";

  /// A pod of which neither a limit nor a node is known.
  static final String LOST = "lab/lost";

  static String openMetrics() {
    KubernetesFixture cluster = new KubernetesFixture();
    cluster.text.gauge(
        "kube_node_status_capacity", "node=\"n1\",resource=\"cpu\",unit=\"core\"", 4);
    cluster.cart();
    cluster.database();
    cluster.agent();
    cluster.jobs();
    cluster.withoutOwner();
    return cluster.text.toString();
  }

  private void cart() {
    pod("shop", "cart-6f7d-aaaaa", "n1");
    owner("shop", "cart-6f7d-aaaaa", "ReplicaSet", "cart-6f7d");
    text.gauge(
        "kube_replicaset_owner",
        "namespace=\"shop\",replicaset=\"cart-6f7d\",owner_kind=\"Deployment\",owner_name=\"cart\","
            + "owner_is_controller=\"true\"",
        1);
    for (String container : new String[] {"app", "sidecar"}) {
      container("shop", "cart-6f7d-aaaaa", container, 0.25);
      limit("shop", "cart-6f7d-aaaaa", container, 0.5);
      String labels = cadvisor("shop", "cart-6f7d-aaaaa", container);
      text.counter("container_cpu_cfs_periods_total", labels, 10);
      text.counter("container_cpu_cfs_throttled_periods_total", labels, 2.5);
    }
    network("shop", "cart-6f7d-aaaaa", 5_000, 1_000);
  }

  private void database() {
    pod("data", "db-0", "n1");
    owner("data", "db-0", "StatefulSet", "db");
    container("data", "db-0", "postgres", 1);
    network("data", "db-0", 100, 200);
  }

  private void agent() {
    pod("system", "agent-x", "n1");
    owner("system", "agent-x", "DaemonSet", "agent");
    container("system", "agent-x", "agent", 0.2);
    container("system", "agent-x", "helper", 0.2);
    limit("system", "agent-x", "helper", 0.2);
  }

  private void jobs() {
    pod("batch", "nightly-29000-q7", "n1");
    owner("batch", "nightly-29000-q7", "Job", "nightly-29000");
    jobOwner("nightly-29000", "CronJob", "nightly", "true");
    container("batch", "nightly-29000-q7", "main", 2);
    limit("batch", "nightly-29000-q7", "main", 2);

    pod("batch", "once-z1", "n1");
    owner("batch", "once-z1", "Job", "once");
    jobOwner("once", "<none>", "<none>", "<none>");
    container("batch", "once-z1", "main", 0.5);
    limit("batch", "once-z1", "main", 1);
  }

  private void withoutOwner() {
    container("lab", "bare", "main", 0.6);
    String labels = cadvisor("lab", "bare", "main");
    text.gauge("container_spec_cpu_quota", labels, 60_000);
    text.gauge("container_spec_cpu_period", labels, 100_000);
    text.gauge("container_spec_cpu_shares", labels, 614);

    container("lab", "lost", "main", 0.3);
    network("lab", "lost", 10, 10);
  }

  private void pod(String namespace, String pod, String node) {
    text.gauge("kube_pod_info", of(namespace, pod) + ",node=\"" + node + "\"", 1);
  }

  private void owner(String namespace, String pod, String kind, String name) {
    text.gauge(
        "kube_pod_owner",
        of(namespace, pod)
            + ",owner_kind=\""
            + kind
            + "\",owner_name=\""
            + name
            + "\",owner_is_controller=\"true\"",
        1);
  }

  private void jobOwner(String job, String kind, String name, String controller) {
    text.gauge(
        "kube_job_owner",
        "namespace=\"batch\",job_name=\""
            + job
            + "\",owner_kind=\""
            + kind
            + "\",owner_name=\""
            + name
            + "\",owner_is_controller=\""
            + controller
            + "\"",
        1);
  }

  private void container(String namespace, String pod, String container, double cores) {
    String labels = cadvisor(namespace, pod, container);
    text.counter("container_cpu_usage_seconds_total", labels + ",cpu=\"total\"", cores);
    // The pod's own cgroup counts its containers again, and the pause container counts nothing.
    text.counter(
        "container_cpu_usage_seconds_total",
        cadvisor(namespace, pod, "") + ",cpu=\"total\"",
        cores);
    text.gauge("container_memory_working_set_bytes", labels, 100e6);
    text.gauge(
        "kube_pod_container_info", of(namespace, pod) + ",container=\"" + container + "\"", 1);
  }

  private void limit(String namespace, String pod, String container, double cores) {
    String labels = of(namespace, pod) + ",container=\"" + container + "\",node=\"n1\"";
    text.gauge(
        "kube_pod_container_resource_limits", labels + ",resource=\"cpu\",unit=\"core\"", cores);
    text.gauge(
        "kube_pod_container_resource_limits", labels + ",resource=\"memory\",unit=\"byte\"", 200e6);
  }

  private void network(String namespace, String pod, double received, double sent) {
    String labels = cadvisor(namespace, pod, "") + ",interface=\"";
    text.counter("container_network_receive_bytes_total", labels + "eth0\"", received);
    text.counter("container_network_transmit_bytes_total", labels + "eth0\"", sent);
    text.counter("container_network_receive_bytes_total", labels + "lo\"", 1e9);
  }

  private static String cadvisor(String namespace, String pod, String container) {
    String name = container.isEmpty() ? "" : ",container=\"" + container + "\"";
    return of(namespace, pod) + name + ",instance=\"10.0.0.1:10250\"";
  }

  private static String of(String namespace, String pod) {
    return "namespace=\"" + namespace + "\",pod=\"" + pod + "\"";
  }
}
