package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadNamesTest {
  private static final int POD_OWNER = 0;
  private static final int REPLICA_SET_OWNER = 1;

  private final WorkloadNames pods = new WorkloadNames(Profiles.chosen("kubernetes").workload());

  @Test
  void workload_withoutLookups_isNamedByItsLabels() {
    assertThat(name(List.of("", "shop", "cart-1"))).isEqualTo("shop/cart-1");
    assertThat(name(List.of("eu", "shop", "cart-1"))).isEqualTo("eu/shop/cart-1");
  }

  @Test
  void workload_withOwners_followsThem() {
    own(POD_OWNER, "pod", "cart-1", "ReplicaSet", "cart");
    own(REPLICA_SET_OWNER, "replicaset", "cart", "Deployment", "cart");

    assertThat(name(List.of("", "shop", "cart-1"))).isEqualTo("shop/Deployment/cart/cart-1");
  }

  @Test
  void workload_ofAReplicaSetThatNobodyOwns_staysWithIt() {
    own(POD_OWNER, "pod", "cart-1", "ReplicaSet", "cart");

    assertThat(name(List.of("", "shop", "cart-1"))).isEqualTo("shop/ReplicaSet/cart/cart-1");
  }

  @Test
  void workload_withOwnersOfAnotherCluster_ignoresThem() {
    own(POD_OWNER, "pod", "cart-1", "ReplicaSet", "cart");

    assertThat(name(List.of("eu", "shop", "cart-1"))).isEqualTo("eu/shop/cart-1");
  }

  @Test
  void workload_whoseOwnerIsNone_hasNone() {
    own(POD_OWNER, "pod", "cart-1", "<none>", "<none>");

    assertThat(name(List.of("", "shop", "cart-1"))).isEqualTo("shop/cart-1");
  }

  @Test
  void workload_ofLabelsThatNameNone_isEmpty() {
    assertThat(pods.workload(List.of("", "", "cart-1"))).isEmpty();
  }

  @Test
  void workload_ofOtelHost_takesTheHostNameFromTargetInfo() {
    WorkloadNames hosts = new WorkloadNames(Profiles.chosen("otel-host").workload());
    hosts.add(0, Map.of("job", "otel", "instance", "10.0.0.1:8888", "host_name", "db1"));

    assertThat(hosts.workload(List.of("", "", "otel", "10.0.0.1:8888")).map(Workload::name))
        .contains("db1");
    assertThat(hosts.workload(List.of("", "web1", "otel", "10.0.0.1:8888")).map(Workload::name))
        .contains("web1");
  }

  private void own(int lookup, String label, String value, String kind, String owner) {
    pods.add(
        lookup, Map.of("namespace", "shop", label, value, "owner_kind", kind, "owner_name", owner));
  }

  private String name(List<String> key) {
    return pods.workload(key).map(Workload::name).orElse("none");
  }
}
