package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.server.canary.CanaryStatus;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.CanaryConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole servers that send themselves a miner.
class CanaryServerTest {
  private static final Duration OFTEN = Duration.ofMillis(100);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void canary_isFound_andNobodySeesAnything() throws Exception {
    try (FlatlineServer server = started(Policy.none(), often())) {
      await().until(() -> metric(server, "flatline_canary_sent_total") >= 2);
      assertThat(metric(server, "flatline_canary_failing")).isZero();
      assertThat(metric(server, "flatline_canary_found_age_seconds")).isNotNegative();
      assertThat(get(server, "/api/v1/findings?severity=low&handling=all"))
          .contains("\"findings\":[\n\n]");
      assertThat(get(server, "/api/v1/warnings")).contains("\"warnings\":[]");
      assertThat(get(server, "/fleet")).doesNotContain("flatline-canary");
      assertThat(get(server, "/health")).contains("Canary", "last found");
      assertThat(metric(server, "flatline_workloads")).isZero();
    }
  }

  @Test
  void canary_underAPolicyThatExplainsEverything_isAWarning() throws Exception {
    Policy everything =
        policy(
            "version: 1\nsuppressions: [{match: {name: \"*\"}, reason: quiet, owner: me, expires: 2999-12-31}]\n");
    try (FlatlineServer server = started(everything, often())) {
      await().until(() -> get(server, "/api/v1/warnings").contains("\"canary\""));
      assertThat(get(server, "/api/v1/warnings")).contains("only low was found");
      assertThat(get(server, "/findings")).contains("The detector is blind");
      assertThat(get(server, "/metrics"))
          .contains("flatline_canary_failures_total{reason=\"not_found\"}")
          .contains("flatline_warning{id=\"canary\",severity=\"high\"} 1");
    }
  }

  @Test
  void canary_ofAServerThatAsksEverybodyAndSpeaksTls_isFound() throws Exception {
    Issued own =
        CertificateAuthority.root(folder, "servers").issue("server", Use.SERVER, "elsewhere");
    ServerConfig config =
        often()
            .withTls(new TlsConfig(own.certificate(), own.key(), Optional.empty()))
            .withAccess(new AccessConfig(true, false));
    try (FlatlineServer server = started(Policy.none(), config)) {
      await().until(() -> server.canary().flatMap(CanaryStatus::lastFound).isPresent());
      assertThat(server.canary().orElseThrow().failures()).isEmpty();
    }
  }

  @Test
  void canary_thatIsNotSent_isNotTold() throws Exception {
    CanaryConfig off = new CanaryConfig(false, OFTEN);
    try (FlatlineServer server = started(Policy.none(), ServerConfig.none().withCanary(off))) {
      assertThat(get(server, "/health")).contains("Judgement").doesNotContain("Canary");
      assertThat(metric(server, "flatline_canary_failing")).isZero();
    }
  }

  private static ServerConfig often() {
    return ServerConfig.none().withCanary(new CanaryConfig(true, OFTEN));
  }

  private FlatlineServer started(Policy policy, ServerConfig config) {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.resolve("data"),
            EngineSettings.DEFAULT,
            policy,
            config,
            "test"));
  }

  private static Policy policy(String yaml) throws IOException {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return PolicyReader.read("policy", new ByteArrayInputStream(bytes)).value();
  }

  private double metric(FlatlineServer server, String name) throws Exception {
    return get(server, "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  private String get(FlatlineServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
