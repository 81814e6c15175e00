package dev.flatline.connectors.prometheus.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.net.BackOff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that a server can do wrong, and what the client makes of it.
class PrometheusClientFaultTest {
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private static final String GOOD =
      "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":[1,\"2\"]}]}}";
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private final List<Duration> pauses = new ArrayList<>();
  private PrometheusClient client;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void connect() {
    client = clientOf(PrometheusEndpoint.of(SERVER.baseUrl()));
  }

  @AfterEach
  void reset() {
    client.close();
    SERVER.resetAll();
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, NOT_FOUND",
    "405, NOT_FOUND",
    "500, SERVER_ERROR",
    "302, SETTINGS",
    "418, REJECTED"
  })
  void status_thatWillNotChange_failsAtOnce(int status, Reason reason) {
    answer(aResponse().withStatus(status));

    assertThat(failure().reason()).isEqualTo(reason);
    assertThat(failure()).hasMessageContaining(SERVER.baseUrl()).hasMessageContaining("" + status);
    assertThat(pauses).isEmpty();
  }

  @Test
  void redirect_toALogInPage_namesItWithoutItsQuery() {
    answer(
        aResponse()
            .withStatus(302)
            .withHeader("Location", "https://login.example.com/start?token=s3cret"));

    assertThat(failure())
        .hasMessageContaining("https://login.example.com/start")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void query_thatIsWrong_failsWithTheServersWords(int status) {
    answer(error(status, "bad_data", "1:5: parse error: unexpected end of input"));

    assertThat(failure().reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure()).hasMessageContaining("bad_data: 1:5: parse error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | execution | query processing would load too many samples into memory in query execution",
        "400 | bad_data | exceeded maximum resolution of 11,000 points per timeseries. Try decreasing",
        "422 | execution | the query time range exceeds the limit (query length: 31d, limit: 30d)",
        "422 | 422 | cannot select more than -search.maxSamplesPerQuery=1000000000 samples",
        "413 | bad_data | whatever"
      })
  void query_thatIsTooMuch_isRefusedAsTooLarge(int status, String type, String message) {
    answer(error(status, type, message));

    assertThat(refusal().kind()).isEqualTo(QueryRefusedException.Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the query exceeded the maximum number of series (limit: 100000 series)",
        "exceeded series limit: limit 100 violated (got 120)",
        "the number of matching timeseries exceeds 300000; set -search.maxUniqueTimeseries"
      })
  void query_ofTooManySeries_isRefusedAsSuch(String message) {
    answer(error(422, "execution", message));

    assertThat(refusal().kind()).isEqualTo(QueryRefusedException.Kind.TOO_MANY_SERIES);
  }

  @Test
  void query_thatRunsIntoTheServersTimeout_isRefusedAsTooSlow() {
    answer(error(503, "timeout", "query timed out in expression evaluation"));

    assertThat(refusal().kind()).isEqualTo(QueryRefusedException.Kind.TOO_SLOW);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void status_thatMayPass_isTriedAgain(int status) {
    answerOnce(aResponse().withStatus(status));

    assertThat(query()).isEqualTo(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void status_thatNeverPasses_failsAfterFiveAttemptsWithGrowingPauses() {
    answer(aResponse().withStatus(503));

    assertThat(failure().reason()).isEqualTo(Reason.SERVER_ERROR);
    assertThat(pauses).hasSize(4);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "Sun, 1 Nov 2026 00:00:07 GMT"})
  void retryAfter_isObeyed(String header) {
    answerOnce(aResponse().withStatus(429).withHeader("Retry-After", header));

    assertThat(query()).isEqualTo(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void retryAfter_thatIsTooLong_failsAtOnce() {
    answer(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

    assertThat(failure()).hasMessageContaining("3600 s");
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
  void connection_thatBreaks_isTriedAgain(Fault fault) {
    answerOnce(aResponse().withFault(fault));

    assertThat(query()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
  void connection_thatAlwaysBreaks_failsWithTheReason(Fault fault) {
    answerOnce(okJson(GOOD));
    query();
    answer(aResponse().withFault(fault));

    assertThat(failure().reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(failure()).hasMessageContaining("5 times");
  }

  @Test
  void server_thatIsNotThere_failsWithoutRetry() {
    try (PrometheusClient lost = clientOf(PrometheusEndpoint.of("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> lost.query("up", 0, PrometheusClientTest.CountingVisitor::new))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
          .hasMessageContaining("http://127.0.0.1:1")
          .hasMessageContaining("cannot connect; is it running, and is the port right?");
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void host_thatDoesNotExist_isUnreachable() {
    try (PrometheusClient lost = clientOf(PrometheusEndpoint.of("http://no.such.invalid:9090"))) {
      assertThatThrownBy(() -> lost.query("up", 0, PrometheusClientTest.CountingVisitor::new))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
          .hasMessageContaining("no such host: no.such.invalid");
    }
  }

  @Test
  void plainHttp_behindHttps_isSaidToBeIt() {
    String url = SERVER.baseUrl().replace("http:", "https:");
    try (PrometheusClient lost = clientOf(PrometheusEndpoint.of(url))) {
      assertThatThrownBy(() -> lost.query("up", 0, PrometheusClientTest.CountingVisitor::new))
          .isInstanceOf(SourceException.class)
          .hasMessageEndingWith(
              "the server seems to speak plain http, not TLS; try " + SERVER.baseUrl());
    }
  }

  @ParameterizedTest
  @CsvSource({"401, give credentials", "403, the server wants credentials; none were given"})
  void refusal_withoutCredentials_asksForThem(int status, String told) {
    answer(aResponse().withStatus(status));

    assertThat(failure()).hasMessageEndingWith(told);
  }

  @ParameterizedTest
  @CsvSource({
    "401, these credentials are refused (basic; user me)",
    "403, these credentials may not query (basic; user me)"
  })
  void refusal_ofCredentials_saysWhichWithoutTheirSecret(int status, String told) {
    client.close();
    client =
        clientOf(
            PrometheusEndpoint.of(SERVER.baseUrl())
                .withCredentials(new Credentials.Basic("me", "s3cret")));
    answer(aResponse().withStatus(status));

    assertThat(failure())
        .hasMessageEndingWith(told.replace(';', ','))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void plainTextOfAnError_isQuotedFromItsStart_harmlessForATerminal() {
    answer(aResponse().withStatus(500).withBody("upstream\n \u001b[31mgone" + "x".repeat(9_000)));

    assertThat(failure())
        .hasMessageContaining("HTTP 500 (upstream <U+001B>[31mgonexxx")
        .message()
        .hasSizeLessThan(450);
  }

  @Test
  void firstAnswer_thatNeverBegins_isATimeout() {
    impatient();
    answer(okJson(GOOD).withFixedDelay(30_000));

    assertThat(failure().reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure()).hasMessageContaining("within 1.0 s");
  }

  @Test
  void laterAnswer_thatNeverBegins_isRefusedAsTooSlowAfterTwoAttempts() {
    impatient();
    answerOnce(okJson(GOOD));
    query();
    answer(okJson(GOOD).withFixedDelay(30_000));

    assertThat(refusal().kind()).isEqualTo(QueryRefusedException.Kind.TOO_SLOW);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void body_thatStalls_isRefusedAsTooSlow() throws IOException {
    try (StallingServer stalling = new StallingServer(GOOD);
        PrometheusClient waiting =
            clientOf(PrometheusEndpoint.of(stalling.url()).withTimeout(Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> waiting.query("up", 0, PrometheusClientTest.CountingVisitor::new))
          .isInstanceOfSatisfying(
              QueryRefusedException.class,
              e -> assertThat(e.kind()).isEqualTo(QueryRefusedException.Kind.TOO_SLOW));
    }
  }

  @Test
  void body_thatIsSlowButMoves_isRead() {
    impatient();
    answer(okJson(GOOD).withChunkedDribbleDelay(10, 2_000));

    assertThat(query()).isEqualTo(1);
  }

  @Test
  void body_cutOffInTheMiddle_isTriedAgainAndThenFails() {
    answer(okJson(GOOD.substring(0, 60)));

    assertThat(failure().reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(pauses).hasSize(4);
  }

  @Test
  void body_thatIsAWebPage_isSaidToBeOne() {
    answer(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Log in</html>"));

    assertThat(failure().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure()).hasMessageContaining("log-in page");
  }

  @Test
  void body_thatIsNoJson_isMalformed() {
    answer(aResponse().withBody("hello"));

    assertThat(failure().reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void error_withStatus200_isAnError() {
    answer(error(200, "execution", "multiple matches for labels"));

    assertThat(failure().reason()).isEqualTo(Reason.REJECTED);
  }

  @Test
  void errorPage_ofAProxy_isNotRepeated() {
    answer(aResponse().withStatus(403).withBody("<html>" + "x".repeat(100_000)));

    assertThat(failure().getMessage()).hasSizeLessThan(300);
  }

  @Test
  void secrets_thatTheServerRepeats_areNotInTheMessage() {
    client.close();
    client =
        clientOf(
            PrometheusEndpoint.of(SERVER.baseUrl())
                .withCredentials(new Credentials.Bearer("t0p-s3cret"))
                .withHeaders(Map.of("X-Api-Key", "k3y-s3cret")));
    answer(error(400, "bad_data", "token t0p-s3cret and key k3y-s3cret are unknown"));

    assertThat(failure())
        .hasMessageContaining("token *** and key ***")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void secretsOfHeaders_thatTheServerRepeats_areNotInTheMessage(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "k3y");
    client.close();
    client =
        clientOf(
            PrometheusEndpoint.of(SERVER.baseUrl())
                .withSecretHeaders(Map.of("X-Api-Key", new Secret.OfFile(file))));
    answer(error(400, "bad_data", "key k3y is unknown"));

    assertThat(failure()).hasMessageContaining("key *** is unknown").hasMessageNotContaining("k3y");
  }

  private void impatient() {
    client.close();
    client = clientOf(PrometheusEndpoint.of(SERVER.baseUrl()).withTimeout(Duration.ofSeconds(1)));
  }

  private PrometheusClient clientOf(PrometheusEndpoint endpoint) {
    return new PrometheusClient(
        endpoint,
        new Patience(
            BackOff.DEFAULT, new Random(1), Clock.fixed(NOW, ZoneOffset.UTC), pauses::add));
  }

  private int query() {
    return client.query("up", 0, PrometheusClientTest.CountingVisitor::new).value().points();
  }

  private SourceException failure() {
    pauses.clear();
    return catchThrowableOfType(SourceException.class, this::query);
  }

  private QueryRefusedException refusal() {
    pauses.clear();
    return catchThrowableOfType(QueryRefusedException.class, this::query);
  }

  private static ResponseDefinitionBuilder error(int status, String type, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + message + "\"}");
  }

  private static void answer(ResponseDefinitionBuilder response) {
    SERVER.resetAll();
    SERVER.stubFor(any(anyUrl()).willReturn(response));
  }

  private static void answerOnce(ResponseDefinitionBuilder response) {
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("once")
            .whenScenarioStateIs(STARTED)
            .willReturn(response)
            .willSetStateTo("then"));
    SERVER.stubFor(
        any(anyUrl()).inScenario("once").whenScenarioStateIs("then").willReturn(okJson(GOOD)));
  }
}
