package dev.flatline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {
  @Test
  void labels_tellOwnerAndScope() {
    Map<String, String> labels =
        Map.of("cluster", "eu", "namespace", "shop", "owner_kind", "Deployment", "owner", "cart");
    assertThat(Owner.of(new Workload("any", labels)))
        .contains(new Owner("eu/shop", "Deployment", "cart"));
  }

  @ParameterizedTest
  @CsvSource({
    "shop/Deployment/cart/cart-7d9-x2, shop, Deployment, cart",
    "eu/shop/DaemonSet/log/log-8, eu/shop, DaemonSet, log",
    "night/CronJob/report/report-28-1, night, CronJob, report",
  })
  void name_tellsOwner(String name, String scope, String kind, String owner) {
    assertThat(Owner.of(Workload.named(name))).contains(new Owner(scope, kind, owner));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-1",
        "shop/Deployment/cart",
        "Deployment/cart/cart-1",
        "a/b/c/d",
        "a/b/c/Job/d/e",
        "shop/Deployment//cart-1",
      })
  void otherNames_tellNone(String name) {
    assertThat(Owner.of(Workload.named(name))).isEmpty();
  }

  @Test
  void nodesAndUnknownOwners_makeNoPodsAlike() {
    assertThat(owned("Node", "n-1")).isEmpty();
    assertThat(owned("<none>", "<none>")).isEmpty();
    assertThat(owned("ReplicaSet", "")).isEmpty();
  }

  @Test
  void kind_isKnownWithoutAName() {
    Workload job = new Workload("any", Map.of("owner_kind", "Job"));
    assertThat(Owner.kindOf(job)).contains("Job");
    assertThat(Owner.runsToCompletion("Job")).isTrue();
    assertThat(Owner.runsToCompletion("Deployment")).isFalse();
  }

  private static java.util.Optional<Owner> owned(String kind, String name) {
    return Owner.of(
        new Workload("shop/Deployment/cart/1", Map.of("owner_kind", kind, "owner", name)));
  }
}
