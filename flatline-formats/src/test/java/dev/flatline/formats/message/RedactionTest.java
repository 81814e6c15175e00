package dev.flatline.formats.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.testkit.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
  private static final String KEY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";

  static Stream<Arguments> secrets() {
    return Stream.of(
        Arguments.of("https://bob:hunter2@host/x", "hunter2", "https://***@host/x"),
        Arguments.of("run --password hunter2 now", "hunter2", "run --password *** now"),
        Arguments.of("DB_PASSWORD=hunter2", "hunter2", "DB_PASSWORD=***"),
        Arguments.of("api-key: \"a b c\", x", "a b c", "api-key: ***, x"),
        Arguments.of("?token=s3cr3t&x=1", "s3cr3t", "?token=***&x=1"),
        Arguments.of("Authorization: Basic Ym9iOmh1", "Ym9iOmh1", "Authorization: Basic ***"),
        Arguments.of("with Bearer abcdefgh.123", "abcdefgh.123", "with Bearer ***"),
        Arguments.of("AKIAIOSFODNN7EXAMPLE in it", "AKIAIOSFODNN7EXAMPLE", "*** in it"),
        Arguments.of("ghp_" + "a1".repeat(18), "a1a1a1", "***"),
        Arguments.of("xoxb-1234567890-abc", "1234567890", "***"),
        Arguments.of("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln", "eyJzdWIiOiIx", "***"),
        Arguments.of("whsec_" + KEY, KEY, "***"),
        Arguments.of(
            "https://hooks.slack.com/services/T0/B0/abc",
            "B0/abc",
            "https://hooks.slack.com/services/***"),
        Arguments.of(
            "-----BEGIN RSA PRIVATE KEY-----\n" + KEY + "\n-----END RSA PRIVATE KEY-----.",
            KEY,
            "***."),
        Arguments.of("-----BEGIN PRIVATE KEY-----\n" + KEY, KEY, "***"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void of_aSecret_hidesItAndKeepsTheRest(String text, String secret, String expected) {
    assertThat(Redaction.of(text)).isEqualTo(expected).doesNotContain(secret);
  }

  @Test
  void of_ordinaryTexts_areAsTheyWere() {
    for (String text :
        List.of(
            "shop/Deployment/web",
            "kubectl -n shop top pod --containers, then ps in the container.",
            "the token bucket of the proxy",
            "http://prometheus:9090/graph?g0.expr=up",
            "a secret is not in this sentence",
            "bearer of news")) {
      assertThat(Redaction.of(text)).isEqualTo(text);
    }
  }

  @Test
  void of_whatCannotBeSeen_isWrittenOut() {
    assertThat(Redaction.of("a\u202Eb\u0007")).isEqualTo("a<U+202E>b<U+0007>");
  }

  @Test
  void of_aFinding_leavesNoSecretAnywhere() {
    String secret = "AKIAIOSFODNN7EXAMPLE";
    Finding whole = Findings.movedIn();
    Finding leaky =
        new Finding(
            whole.id(),
            new Workload("x/" + secret, Map.of("image", secret, "pull_token", "plain")),
            whole.severity(),
            whole.confidence(),
            whole.firstObserved(),
            whole.detectedAt(),
            whole.lastObserved(),
            whole.status(),
            whole.technique(),
            secret,
            whole.evidence(),
            List.of(secret),
            List.of(secret),
            List.of(secret));
    Message message = Messages.of(MessageKind.OPENED, leaky);

    assertThat(FindingJson.encode(message.finding())).doesNotContain(secret, "plain");
    assertThat(message.title()).isEqualTo("x/*** behaves like a miner");
  }

  /// No pattern takes longer than its text is long, give or take a factor.
  @Test
  void of_textsMadeToBeSlow_ends() {
    for (String part : List.of("a", "password", "://", "-", "eyJ", "=", "token ", "[A-Z] ")) {
      assertThat(Redaction.of(part.repeat(20_000))).isNotEmpty();
    }
  }
}
