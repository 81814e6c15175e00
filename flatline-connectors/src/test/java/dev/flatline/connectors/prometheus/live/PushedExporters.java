package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;
import java.util.List;

/// What the exporters of every bundled profile would push.
final class PushedExporters {
  private static final double GIB = 1 << 30;

  private final PushedSeries series;

  private PushedExporters(PushedSeries series) {
    this.series = series;
  }

  static void add(String profile, PushedSeries series) {
    PushedExporters exporters = new PushedExporters(series);
    switch (profile) {
      case "kubernetes" -> exporters.kubernetes();
      case "node" -> exporters.node();
      case "otel-host" -> exporters.otelHost();
      case "windows" -> exporters.windows();
      case "dcgm" -> exporters.dcgm();
      case "nvidia-smi" -> exporters.nvidiaSmi();
      case "cloudwatch" -> exporters.cloudwatch();
      default -> throw new IllegalArgumentException("no series for the profile " + profile);
    }
  }

  private void kubernetes() {
    for (int node = 0; node < 3; node++) {
      series.target();
      String instance = "10.0.0." + node + ":10250";
      series.constant("machine_cpu_cores", 8, "cluster", "c", "instance", instance);
      series.constant(
          "kube_node_status_capacity", 8, "cluster", "c", "node", "n" + node, "resource", "cpu");
    }
    for (int pod = 0; pod < 24; pod++) {
      double begin = pod % 3 == 0 ? 0.1 + 0.03 * pod : 0;
      double end = pod % 5 == 0 ? begin + 0.2 : 1;
      series.target(begin, end);
      pod("p" + pod, "n" + pod % 3, pod % 4 != 1);
    }
  }

  private void pod(String pod, String node, boolean stateMetrics) {
    String[] base = {"cluster", "c", "namespace", "shop", "pod", pod};
    String instance = "10.0.0." + node.substring(1) + ":10250";
    if (stateMetrics) {
      owners(base, "rs" + pod.length());
      series.constant("kube_pod_info", 1, with(base, "node", node));
    }
    for (String container : List.of("app", "side")) {
      container(with(base, "container", container), instance, stateMetrics);
    }
    for (String nic : List.of("eth0", "lo", "eth1")) {
      String[] labels = with(base, "interface", nic, "instance", instance);
      for (String what : List.of("receive_bytes", "transmit_bytes", "receive_packets")) {
        series.counter("container_network_" + what + "_total", 1e6, labels);
      }
      series.counter("container_network_transmit_packets_total", 1e3, labels);
    }
  }

  /// A Deployment through its ReplicaSet, which each of its pods tells anew.
  private void owners(String[] base, String replicaSet) {
    String[] controller = {"owner_is_controller", "true"};
    String[] ofPod = {"owner_kind", "ReplicaSet", "owner_name", replicaSet};
    series.constant("kube_pod_owner", 1, with(with(base, ofPod), controller));
    String[] ofSet = {"owner_kind", "Deployment", "owner_name", "cart", "copy", base[5]};
    String[] set = {"cluster", "c", "namespace", "shop", "replicaset", replicaSet};
    series.constant("kube_replicaset_owner", 1, with(with(set, ofSet), controller));
  }

  private void container(String[] base, String instance, boolean stateMetrics) {
    String[] labels = with(base, "instance", instance, "id", "/kubepods/" + base[5] + base[7]);
    series.counter("container_cpu_usage_seconds_total", 1, labels);
    series.counter("container_cpu_cfs_periods_total", 10, labels);
    series.counter("container_cpu_cfs_throttled_periods_total", 2, labels);
    series.gauge("container_memory_working_set_bytes", GIB, 1.5 * GIB, labels);
    series.gauge("container_processes", 1, 9, labels);
    series.counter("container_fs_reads_bytes_total", 1e6, labels);
    series.counter("container_fs_writes_bytes_total", 1e6, labels);
    series.constant("container_spec_cpu_shares", 512, labels);
    if (series.chance(0.7)) {
      series.constant("container_spec_cpu_quota", 150_000, labels);
      series.constant("container_spec_cpu_period", 100_000, labels);
    }
    if (stateMetrics) {
      series.constant("kube_pod_container_info", 1, base);
      for (String copy : List.of("a", "b")) {
        if (series.chance(0.8)) {
          series.constant(
              "kube_pod_container_resource_limits",
              2,
              with(base, "resource", "cpu", "instance", copy));
        }
        series.constant(
            "kube_pod_container_resource_limits",
            2 * GIB,
            with(base, "resource", "memory", "instance", copy));
      }
    }
  }

  private void node() {
    for (int host = 0; host < 8; host++) {
      series.target(host % 3 == 1 ? 0.3 : 0, host % 4 == 3 ? 0.7 : 1);
      String[] base = {"cluster", "c", "instance", "host" + host + ":9100"};
      for (String cpu : List.of("0", "1", "2")) {
        for (String mode : List.of("idle", "iowait", "steal", "user", "system", "irq", "softirq")) {
          series.counter("node_cpu_seconds_total", 0.2, with(base, "cpu", cpu, "mode", mode));
        }
      }
      series.counter("node_forks_total", 8, base);
      series.constant("node_uname_info", 1, with(base, "nodename", "h" + host));
      series.constant("node_memory_MemTotal_bytes", 4 * GIB, base);
      series.gauge("node_memory_MemAvailable_bytes", GIB, 2 * GIB, base);
      for (String device : List.of("sda", "dm-0", "eth0", "lo", "veth1")) {
        String[] labels = with(base, "device", device);
        for (String what :
            List.of("disk_read", "disk_written", "network_receive", "network_transmit")) {
          series.counter("node_" + what + "_bytes_total", 1e6, labels);
        }
        series.counter("node_network_receive_packets_total", 1e3, labels);
      }
      otherPlane(host);
    }
  }

  /// What cAdvisor or process-exporter says of a host.
  private void otherPlane(int host) {
    if (host % 2 == 0) {
      series.target();
      String[] top = {"cluster", "c", "node", "h" + host, "id", "/"};
      series.counter("container_cpu_usage_seconds_total", 2, top);
    } else {
      String[] base = {"cluster", "c", "instance", "host" + host + ":9256"};
      for (String group : List.of("a", "b")) {
        String metric = "namedprocess_namegroup_cpu_seconds_total";
        series.counter(metric, 1, with(base, "groupname", group));
      }
    }
  }

  private void otelHost() {
    for (int host = 0; host < 5; host++) {
      series.target(host == 1 ? 0.4 : 0, 1);
      boolean resource = host != 2;
      String[] job = {"job", "otel", "instance", "i" + host};
      String[] base = resource ? with(job, "host_name", "h" + host) : job;
      if (!resource) {
        series.constant("target_info", 1, with(job, "host_name", "looked-up"));
      }
      String state = host % 2 == 0 ? "state" : "cpu_mode";
      for (String cpu : List.of("cpu0", "cpu1")) {
        for (String mode : List.of("idle", "wait", "steal", "user")) {
          series.counter("system_cpu_time_seconds_total", 0.3, with(base, "cpu", cpu, state, mode));
        }
      }
      if (host == 0) {
        series.constant("system_cpu_logical_count", 4, base);
      }
      for (String memory : List.of("used", "free")) {
        series.gauge("system_memory_usage_bytes", GIB, 2 * GIB, with(base, "state", memory));
      }
      series.gauge("system_processes_count", 1, 100, with(base, "status", "running"));
      for (String direction : List.of("read", "write")) {
        String[] labels = with(base, "direction", direction, "device", "sda");
        series.counter("system_disk_io_bytes_total", 1e6, labels);
      }
      for (String direction : List.of("receive", "transmit")) {
        String[] labels = with(base, "direction", direction, "device", "eth0");
        series.counter("system_network_io_bytes_total", 1e6, labels);
        series.counter("system_network_packets_total", 1e3, labels);
      }
    }
  }

  private void windows() {
    for (int host = 0; host < 5; host++) {
      series.target(host == 2 ? 0.5 : 0, 1);
      String[] base = {"instance", "w" + host + ":9182"};
      for (String core : List.of("0,0", "0,1")) {
        for (String mode : List.of("idle", "user", "privileged")) {
          series.counter("windows_cpu_time_total", 1, with(base, "core", core, "mode", mode));
        }
      }
      series.constant("windows_os_hostname", 1, with(base, "hostname", "W" + host));
      series.constant("windows_cs_physical_memory_bytes", 8 * GIB, base);
      series.gauge("windows_os_physical_memory_free_bytes", GIB, 6 * GIB, base);
      series.gauge("windows_os_processes", 50, 90, base);
      series.gauge("windows_system_threads", 500, 900, base);
      for (String what : List.of("read", "write")) {
        String metric = "windows_logical_disk_" + what + "_bytes_total";
        series.counter(metric, 1e6, with(base, "volume", "C:"));
        series.counter(metric, 1e6, with(base, "volume", "_Total"));
      }
      for (String nic : List.of("Intel", "ISATAP.1", "my loopback")) {
        for (String what : List.of("bytes_received", "bytes_sent", "packets_received")) {
          series.counter("windows_net_" + what + "_total", 1e6, with(base, "nic", nic));
        }
      }
    }
  }

  private void dcgm() {
    for (int gpu = 0; gpu < 6; gpu++) {
      series.target(gpu == 1 ? 0.4 : 0, 1);
      String number = Integer.toString(gpu % 2);
      String[] base = {
        "Hostname", "g" + gpu / 2, "UUID", "GPU-" + gpu, "gpu", number, "modelName", "H100"
      };
      series.gauge("DCGM_FI_DEV_GPU_UTIL", 0, 100, with(base, "exported_pod", "train-" + gpu));
      series.gauge("DCGM_FI_DEV_FB_USED", 0, 1000, base);
      series.gauge("DCGM_FI_DEV_FB_FREE", 1, 1000, base);
      series.gauge("DCGM_FI_DEV_POWER_USAGE", 50, 700, base);
      series.constant("DCGM_FI_DEV_POWER_MGMT_LIMIT", 700, base);
      series.gauge("DCGM_FI_DEV_GPU_TEMP", 30, 90, base);
      series.gauge("DCGM_FI_DEV_MEM_COPY_UTIL", 0, 100, base);
      for (String slice : List.of("1", "2")) {
        String[] labels = with(base, "GPU_I_ID", slice);
        series.gauge("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", 0, 1, labels);
        series.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", 0, 1, labels);
      }
      series.gauge("DCGM_FI_PROF_PCIE_RX_BYTES", 0, 1e9, base);
    }
  }

  private void nvidiaSmi() {
    for (int gpu = 0; gpu < 3; gpu++) {
      series.target(gpu == 1 ? 0.4 : 0, 1);
      String[] base = {"instance", "n0:9835", "uuid", "u" + gpu};
      series.constant(
          "nvidia_smi_gpu_info", 1, with(base, "name", "A10", "index", Integer.toString(gpu)));
      series.gauge("nvidia_smi_utilization_gpu_ratio", 0, 1, base);
      series.gauge("nvidia_smi_utilization_memory_ratio", 0, 1, base);
      series.gauge("nvidia_smi_memory_used_bytes", 0, GIB, base);
      series.constant("nvidia_smi_memory_total_bytes", 2 * GIB, base);
      series.gauge("nvidia_smi_power_draw_watts", 20, 150, base);
      series.constant("nvidia_smi_power_limit_watts", 150, base);
      series.gauge("nvidia_smi_temperature_gpu", 20, 90, base);
    }
  }

  private void cloudwatch() {
    for (int instance = 0; instance < 5; instance++) {
      series.target(instance == 1 ? 0.4 : 0, 1);
      String[] base = {"account_id", "1", "region", "eu", "dimension_InstanceId", "i-" + instance};
      series.constant("aws_ec2_info", 1, with(base, "tag_Name", "vm" + instance));
      series.gauge("aws_ec2_cpuutilization_average", 0, 100, base);
      series.gauge("aws_ec2_network_in_sum", 0, 1e9, base);
      series.gauge("aws_ec2_network_packets_out_sum", 0, 1e6, base);
      series.gauge("aws_ec2_ebswrite_bytes_sum", 0, 1e9, base);
      series.gauge("aws_ec2_disk_read_bytes_sum", 0, 1e9, base);
    }
  }

  private static String[] with(String[] base, String... more) {
    String[] all = Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }
}
