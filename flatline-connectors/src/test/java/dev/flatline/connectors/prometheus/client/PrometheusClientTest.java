package dev.flatline.connectors.prometheus.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.formats.prometheus.SeriesVisitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client sends, and what it reads where all goes well.
class PrometheusClientTest {
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  private PrometheusEndpoint endpoint;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void answerNothing() {
    endpoint = PrometheusEndpoint.of(SERVER.baseUrl() + "/prefix/");
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                okJson(
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}")));
  }

  @AfterEach
  void reset() {
    SERVER.resetAll();
  }

  @Test
  void queryRange_postsTheFormBelowThePrefix() {
    try (PrometheusClient client = new PrometheusClient(endpoint)) {
      client.queryRange(
          new RangeQuery(
              "sum(rate(x{a=\"é\"}[1m]))", 1_700_000_000_000L, 1_700_000_060_500L, 15_000, "x"),
          CountingVisitor::new);
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo("/prefix/api/v1/query_range"))
            .withFormParam("query", equalTo("sum(rate(x{a=\"é\"}[1m]))"))
            .withFormParam("start", equalTo("1700000000"))
            .withFormParam("end", equalTo("1700000060.500"))
            .withFormParam("step", equalTo("15"))
            .withFormParam("timeout", equalTo("120000ms")));
  }

  @Test
  void labelValues_asksForSelectorsBetweenTimes() {
    SERVER.stubFor(
        any(anyUrl()).willReturn(okJson("{\"status\":\"success\",\"data\":[\"up\",\"x\"]}")));

    try (PrometheusClient client = new PrometheusClient(endpoint)) {
      assertThat(client.labelValues("__name__", List.of("up", "x{a=\"b\"}"), 1_000, 2_000).value())
          .containsExactly("up", "x");
    }

    SERVER.verify(
        getRequestedFor(urlPathEqualTo("/prefix/api/v1/label/__name__/values"))
            .withQueryParam("start", equalTo("1"))
            .withQueryParam("match[]", equalTo("up"))
            .withQueryParam("match[]", equalTo("x{a=\"b\"}")));
  }

  @Test
  void headersAndToken_areSent() {
    PrometheusEndpoint tenant =
        endpoint
            .withHeaders(Map.of("X-Scope-OrgID", "team-a"))
            .withCredentials(new Credentials.Bearer("t0ken"));

    try (PrometheusClient client = new PrometheusClient(tenant)) {
      client.query("up", 1_000, CountingVisitor::new);
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo("/prefix/api/v1/query"))
            .withHeader("X-Scope-OrgID", equalTo("team-a"))
            .withHeader("Authorization", equalTo("Bearer t0ken")));
  }

  @Test
  void userInUrl_becomesBasicAuthenticationAndLeavesTheUrl() {
    PrometheusEndpoint withUser =
        PrometheusEndpoint.of(SERVER.baseUrl().replace("http://", "http://me:s%20cret@"));

    try (PrometheusClient client = new PrometheusClient(withUser)) {
      client.query("up", 1_000, CountingVisitor::new);
    }

    assertThat(withUser.toString()).isEqualTo(SERVER.baseUrl());
    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/v1/query"))
            .withHeader("Authorization", equalTo("Basic bWU6cyBjcmV0")));
  }

  @Test
  void header_thatCannotBeSent_isRefusedWithoutItsValue() {
    for (PrometheusEndpoint odd :
        List.of(
            endpoint.withHeaders(Map.of("X-Api-Key", "s3cret\n")),
            endpoint.withHeaders(Map.of("Host", "s3cret")),
            endpoint.withCredentials(new Credentials.Bearer("s3cr\u00e9t\n")))) {
      try (PrometheusClient client = new PrometheusClient(odd)) {
        assertThatThrownBy(() -> client.query("up", 1_000, CountingVisitor::new))
            .isInstanceOf(SourceException.class)
            .hasMessageContaining("header")
            .hasMessageNotContaining("s3cr")
            .hasNoCause();
      }
    }
  }

  @Test
  void headerFile_isReadAnewForEachRequest_andShownByItsNameAlone(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "first\n");
    PrometheusEndpoint keyed =
        endpoint.withSecretHeaders(Map.of("X-Api-Key", new Secret.OfFile(file)));

    try (PrometheusClient client = new PrometheusClient(keyed)) {
      client.query("up", 1_000, CountingVisitor::new);
      Files.writeString(file, "second\n");
      client.query("up", 1_000, CountingVisitor::new);
      Files.delete(file);
      assertThatThrownBy(() -> client.query("up", 1_000, CountingVisitor::new))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("the file " + file + " cannot be read");
    }

    for (String value : List.of("first", "second")) {
      SERVER.verify(
          postRequestedFor(urlEqualTo("/prefix/api/v1/query"))
              .withHeader("X-Api-Key", equalTo(value)));
    }
    assertThat(keyed.identity()).isEqualTo("header X-Api-Key");
    assertThat(keyed.toString()).isEqualTo(endpoint.toString());
  }

  @Test
  void tokenFile_isReadAnewForEachRequest(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    PrometheusEndpoint rotating =
        endpoint.withCredentials(new Credentials.BearerFrom(new Secret.OfFile(file)));

    try (PrometheusClient client = new PrometheusClient(rotating)) {
      client.query("up", 1_000, CountingVisitor::new);
      Files.writeString(file, "second\n");
      client.query("up", 1_000, CountingVisitor::new);
    }

    SERVER.verify(postRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer second")));
  }

  @Test
  void packedAnswer_isUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":[1,\"2\"]}]}}"
              .getBytes(UTF_8));
    }
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray())));

    try (PrometheusClient client = new PrometheusClient(endpoint)) {
      assertThat(client.query("up", 1_000, CountingVisitor::new).value().points).isEqualTo(1);
    }
  }

  @Test
  void status_whereTheServerHasNoSuchPage_isEmpty() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));

    try (PrometheusClient client = new PrometheusClient(endpoint)) {
      assertThat(client.status("buildinfo")).isEmpty();
    }
  }

  @Test
  void compression_isAskedForOnlyOverANetwork() {
    ApiRequest request = ApiRequest.get("/x", "", "x");

    assertThat(request.to(endpoint).headers().firstValue("Accept-Encoding")).isEmpty();
    assertThat(
            request
                .to(PrometheusEndpoint.of("https://prometheus.example.com"))
                .headers()
                .firstValue("Accept-Encoding"))
        .contains("gzip");
  }

  @Test
  void of_whatIsNoUrl_isRefusedWithoutShowingIt() {
    for (String url :
        List.of(
            "localhost:9090",
            "ftp://a",
            "http://me:s3cret@",
            "http://me:s3cret@h/?x=1",
            ":s3cret")) {
      assertThatThrownBy(() -> PrometheusEndpoint.of(url))
          .as(url)
          .hasMessageNotContaining("s3cret")
          .hasMessageContaining("URL");
    }
  }

  static final class CountingVisitor implements SeriesVisitor {
    private int points;

    @Override
    public void series(Map<String, String> labels) {}

    @Override
    public void point(long atMillis, double value) {
      points++;
    }

    int points() {
      return points;
    }
  }
}
