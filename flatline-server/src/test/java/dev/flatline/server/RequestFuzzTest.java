package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.server.Route;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.CanaryConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Whatever a request is, to whatever address of a server that asks everybody: it is answered or
/// refused, and never a failure of the server. Parameters, forms, logins, tokens, headers and the
/// messages of gRPC go this way; bodies of telemetry have targets of their own. Plays the recorded
/// inputs; `.ci/fuzz` looks for new ones.
class RequestFuzzTest {
  /// Bytes of a decided part of an input; the body is the rest.
  private static final int LONGEST_TEXT = 300;

  private static final List<String> HEADERS =
      List.of(
          "accept",
          "accept-encoding",
          "content-encoding",
          "cookie",
          "grpc-encoding",
          "grpc-timeout",
          "if-none-match",
          "last-event-id",
          "origin",
          "sec-fetch-site",
          "x-prometheus-remote-write-version");

  private static final List<String> PARAMETERS =
      List.of(
          "after",
          "cluster",
          "from",
          "handling",
          "limit",
          "name",
          "namespace",
          "role",
          "severity",
          "sort",
          "status",
          "to",
          "who",
          "workload");

  private static final List<String> TYPES =
      List.of(
          "",
          "application/json",
          "application/grpc",
          "application/x-protobuf",
          "application/x-protobuf;proto=io.prometheus.write.v2.Request",
          "application/x-www-form-urlencoded",
          "text/csv");

  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE, HttpMethod.PUT, HttpMethod.HEAD);

  /// What gRPC has instead of status 500.
  private static final String GRPC_UNKNOWN = "2";

  private static final String GRPC_INTERNAL = "13";

  @TempDir private static Path folder;

  private static FlatlineServer server;
  private static WebClient client;
  private static List<String> addresses;
  private static List<String> senders;

  @BeforeAll
  static void start() throws IOException {
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none()
                    .withCanary(new CanaryConfig(false, CanaryConfig.DEFAULT.every()))
                    .withAccess(new AccessConfig(true, false))
                    .withTenants(
                        new Tenants(
                            Map.of(
                                "shop",
                                new WorkloadSelection(
                                    List.of(WorkloadPattern.labelled("namespace", "shop")))))),
                "test"));
    String admin = Files.readString(server.firstToken().orElseThrow()).strip();
    client =
        WebClient.builder(server.uri())
            .maxResponseLength(64L << 20)
            .responseTimeout(Duration.ofMinutes(1))
            .build();
    addresses =
        server.routes().stream()
            .map(Route::patternString)
            .filter(pattern -> !pattern.equals("/events"))
            .distinct()
            .sorted()
            .toList();
    senders =
        List.of("", "Bearer " + admin, "Bearer flt_", "Basic YTpi", "Bearer " + tenant(admin));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// A token of a tenant.
  private static String tenant(String admin) {
    AggregatedHttpResponse made =
        client
            .prepare()
            .post("/api/v1/tokens")
            .header("authorization", "Bearer " + admin)
            .content(
                MediaType.JSON,
                "{\"name\":\"r\",\"scopes\":[\"operate\",\"ingest\"],\"tenants\":[\"shop\"]}")
            .execute()
            .aggregate()
            .join();
    return JsonMapper.shared().readTree(made.contentUtf8()).path("token").asString();
  }

  @FuzzTest(maxDuration = "1h")
  void answer_anyRequest_isNoFailure(FuzzedDataProvider input) {
    HttpRequest request;
    try {
      request = request(input);
    } catch (IllegalArgumentException e) {
      // No client can send it: an address or a header that HTTP does not allow.
      return;
    }
    AggregatedHttpResponse answer;
    try {
      answer = client.execute(request).aggregate().join();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(answer.status())
        .as(request.headers() + " " + answer.contentUtf8())
        .isNotEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(answer.contentUtf8()).doesNotContain("Exception", "\tat ");
    assertThat(List.of(grpcStatus(answer.headers()), grpcStatus(answer.trailers())))
        .as(request.headers() + " " + answer)
        .doesNotContain(GRPC_UNKNOWN, GRPC_INTERNAL);
  }

  private static String grpcStatus(HttpHeaders headers) {
    return headers.get("grpc-status", "");
  }

  private static HttpRequest request(FuzzedDataProvider input) {
    String path = input.pickValue(addresses);
    String id = input.consumeAsciiString(LONGEST_TEXT / 10);
    String query = query(input);
    RequestHeadersBuilder headers =
        RequestHeaders.builder(
            input.pickValue(METHODS), path.replaceAll(":[a-z]+", encoded(id)) + query);
    String type = input.pickValue(TYPES);
    if (!type.isEmpty()) {
      headers.add("content-type", type);
    }
    String sender = input.pickValue(senders);
    if (!sender.isEmpty()) {
      headers.add("authorization", sender);
    }
    for (String header : some(input)) {
      headers.add(header, input.consumeAsciiString(LONGEST_TEXT));
    }
    return HttpRequest.of(headers.build(), HttpData.wrap(input.consumeRemainingAsBytes()));
  }

  private static String query(FuzzedDataProvider input) {
    StringBuilder query = new StringBuilder("?");
    for (int i = input.consumeInt(0, 3); i > 0; i--) {
      query.append(input.pickValue(PARAMETERS)).append('=');
      query.append(encoded(input.consumeString(LONGEST_TEXT))).append('&');
    }
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> some(FuzzedDataProvider input) {
    List<String> some = new ArrayList<>();
    for (int i = input.consumeInt(0, 2); i > 0; i--) {
      some.add(input.pickValue(HEADERS));
    }
    return some;
  }
}
