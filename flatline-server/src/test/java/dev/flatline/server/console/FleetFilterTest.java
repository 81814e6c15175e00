package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFilterTest {
  private static final Policy POLICY =
      new Policy(
          List.of(new RoleAssignment(WorkloadPattern.named("web/*"), WorkloadRole.WEB)),
          List.of(),
          ThresholdPolicy.DEFAULTS,
          List.of());

  private static final List<Coverage> KNOWN =
      List.of(
          known("web/api", Map.of("cluster", "eu", "namespace", "web")),
          known("web/shop", Map.of("cluster", "us", "namespace", "web")),
          known("jobs/nightly", Map.of("cluster", "eu", "namespace", "jobs")),
          known("alone", Map.of()));

  @ParameterizedTest
  @CsvSource({
    "'', web/api web/shop jobs/nightly alone",
    "cluster=eu, web/api jobs/nightly",
    "cluster=mars, ''",
    "role=web, web/api web/shop",
    "role=none, jobs/nightly alone",
    "cluster=eu&role=web, web/api",
    "cluster=eu&role=web&namespace=jobs, ''",
    "name=SHOP, web/shop",
  })
  void shown_areThoseOfWhichAllThatIsAskedForIsTrue(String asked, String shown) {
    FleetFilter filter = FleetFilter.of(QueryParams.fromQueryString(asked), POLICY);
    assertThat(
            KNOWN.stream()
                .filter(filter)
                .map(one -> one.workload().name())
                .collect(Collectors.joining(" ")))
        .isEqualTo(shown);
  }

  @Test
  void form_offersWhatThereIs_andRolesOnlyWhereAPolicyDeclaresSome() {
    assertThat(form(KNOWN, POLICY)).contains("eu (2)", "us (1)", "web (2)", "none (2)");
    assertThat(form(KNOWN, Policy.none()))
        .contains("name=\"cluster\"")
        .doesNotContain("name=\"role\"");
    assertThat(form(KNOWN.subList(3, 4), POLICY)).doesNotContain("name=\"cluster\"");
  }

  private static String form(List<Coverage> known, Policy policy) {
    FleetFilter filter = FleetFilter.of(QueryParams.of(), policy);
    return filter.form(FleetChoices.of(known, policy)).toString();
  }

  private static Coverage known(String name, Map<String, String> labels) {
    return Coverage.unseen(new Workload(name, labels), Reason.values()[0]);
  }
}
