package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadNamesTest {
  private static final int POD_OWNER = 0;
  private static final int REPLICA_SET_OWNER = 1;
  private static final List<String> CART = List.of("", "shop", "cart-1");

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

  @Test
  void workloadNow_afterALookupCame_hasItsName() {
    assertThat(now()).isEqualTo("shop/cart-1");
    own(POD_OWNER, "pod", "cart-1", "StatefulSet", "cart");

    assertThat(now()).isEqualTo("shop/StatefulSet/cart/cart-1");
  }

  @Test
  void isNameComplete_onlyWhenAllThatApplyFoundSomething() {
    assertThat(pods.isNameComplete(CART)).isFalse();
    own(POD_OWNER, "pod", "cart-1", "ReplicaSet", "cart-6f7d");
    assertThat(pods.isNameComplete(CART)).isFalse();
    own(REPLICA_SET_OWNER, "replicaset", "cart-6f7d", "Deployment", "cart");

    assertThat(pods.isNameComplete(CART)).isTrue();
  }

  @Test
  void isNameComplete_withoutLabelsThatOnlyDescribe_isTrue() {
    WorkloadNames hosts = new WorkloadNames(Profiles.chosen("node").workload());

    assertThat(hosts.isNameComplete(List.of("", "db1:9100"))).isTrue();
  }

  @Test
  void remove_ofOneOfTwoThatSayTheSame_keepsIt() {
    Map<String, String> said = owner("pod", "cart-1", "StatefulSet", "cart");
    pods.add(POD_OWNER, said);
    pods.add(POD_OWNER, said);

    pods.remove(POD_OWNER, said);
    assertThat(now()).isEqualTo("shop/StatefulSet/cart/cart-1");
    pods.remove(POD_OWNER, said);
    assertThat(now()).isEqualTo("shop/cart-1");
  }

  @Test
  void remove_ofWhatWasSaidBefore_keepsWhatIsSaidNow() {
    own(POD_OWNER, "pod", "cart-1", "StatefulSet", "old");
    own(POD_OWNER, "pod", "cart-1", "StatefulSet", "cart");

    pods.remove(POD_OWNER, owner("pod", "cart-1", "StatefulSet", "old"));
    assertThat(now()).isEqualTo("shop/StatefulSet/cart/cart-1");
  }

  private String now() {
    return pods.workloadNow(CART).map(Workload::name).orElse("none");
  }

  private static Map<String, String> owner(String label, String value, String kind, String owner) {
    return Map.of("namespace", "shop", label, value, "owner_kind", kind, "owner_name", owner);
  }

  private void own(int lookup, String label, String value, String kind, String owner) {
    pods.add(lookup, owner(label, value, kind, owner));
  }

  private String name(List<String> key) {
    return pods.workload(key).map(Workload::name).orElse("none");
  }
}
