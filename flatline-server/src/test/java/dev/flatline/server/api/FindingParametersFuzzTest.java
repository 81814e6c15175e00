package dev.flatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.linecorp.armeria.common.QueryParams;
import dev.flatline.testkit.InputBudget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Whatever stands in an address, only [IllegalArgumentException] is thrown, and none costs too
/// much. Plays the recorded inputs; `.ci/fuzz` looks for new ones.
class FindingParametersFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @FuzzTest(maxDuration = "1h")
  void query_anyAddress_isAQueryOrSaysWhatIsWrong(byte[] address) {
    String text = new String(address, StandardCharsets.UTF_8);
    try {
      InputBudget.hold(
          () ->
              assertThat(FindingParameters.query(QueryParams.fromQueryString(text), NOW).limit())
                  .isPositive());
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
