package dev.flatline.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.linecorp.armeria.common.QueryParams;
import dev.flatline.testkit.InputBudget;
import java.nio.charset.StandardCharsets;

/// Whatever a browser brings back, in its address and its cookie, only [OidcException] is thrown,
/// and none costs too much. Plays the recorded inputs; `.ci/fuzz` looks for new ones.
class CallbackAnswerFuzzTest {
  /// A state that fits half of the time, so that what comes after it is reached.
  @FuzzTest(maxDuration = "1h")
  void read_anyAddress_isACodeOrSaysWhatIsWrong(byte[] address) {
    String text = new String(address, StandardCharsets.UTF_8);
    String query = address.length % 2 == 0 ? text + "&state=" + BegunLogin.BEGUN.state() : text;
    InputBudget.hold(
        () -> {
          LoginAttempt.parse(text)
              .ifPresent(
                  attempt -> assertThat(LoginAttempt.parse(attempt.text())).contains(attempt));
          try {
            QueryParams parameters = QueryParams.fromQueryString(query);
            CallbackAnswer answer =
                CallbackAnswer.read(parameters, BegunLogin.BEGUN, BegunLogin.CONFIG);
            assertThat(answer.code().getValue()).isNotBlank();
          } catch (OidcException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }
}
