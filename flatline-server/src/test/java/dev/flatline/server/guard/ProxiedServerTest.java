package dev.flatline.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.AddressRange;
import dev.flatline.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server without TLS, for all addresses of the machine, behind a proxy: this test.
class ProxiedServerTest {
  private static final String FORWARDED = "X-Forwarded-For";

  @TempDir private Path folder;

  private final HttpClient proxy = HttpClient.newHttpClient();
  private URI uri = URI.create("http://127.0.0.1");
  private Runnable stopping = () -> {};
  private String admin = "";

  private void start(String trusted) throws IOException {
    AccessConfig access = new AccessConfig(false, true, List.of(AddressRange.parse(trusted)));
    FlatlineServer server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress("0.0.0.0", 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none().withAccess(access),
                "test"));
    stopping = server::close;
    uri = server.uri();
    admin = Files.readString(server.firstToken().orElseThrow()).strip();
  }

  @AfterEach
  void stop() {
    stopping.run();
    proxy.close();
  }

  @Test
  void beyondThisMachine_everybodyIsAsked() throws Exception {
    start("127.0.0.1");
    HttpRequest asking = HttpRequest.newBuilder(uri.resolve("/api/v1/findings")).build();
    assertThat(proxy.send(asking, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void whomTheProxyNames_hasToWaitAlone_andTheAuditLogTellsOfThem() throws Exception {
    start("127.0.0.0/8");
    assertThat(lastOfWrongLogins(FORWARDED, n -> "198.51.100.7")).isEqualTo(429);
    assertThat(login("flt_wrong", FORWARDED, "198.51.100.8").statusCode()).isEqualTo(403);
    assertThat(login("flt_wrong", FORWARDED, "2001:db8::8").statusCode()).isEqualTo(403);
    assertThat(audit())
        .contains("\"from\":\"198.51.100.7\"", "\"from\":\"198.51.100.8\"")
        .contains("\"from\":\"2001:db8:0:0:0:0:0:8\"")
        .doesNotContain("\"from\":\"127.0.0.1\",\"what\":\"request\"");
  }

  @Test
  void whatAClientWritesBeforeTheProxy_isNotBelieved() throws Exception {
    start("127.0.0.1");
    assertThat(lastOfWrongLogins(FORWARDED, n -> "203.0.113." + n + ", 198.51.100.7"))
        .isEqualTo(429);
    assertThat(lastOfWrongLogins("Forwarded", n -> "for=203.0.113." + n)).isEqualTo(429);
  }

  @Test
  void anotherProxyBeforeIt_isNoClient() throws Exception {
    start("127.0.0.0/8");
    assertThat(lastOfWrongLogins(FORWARDED, n -> "198.51.100.7, 127.0.0." + (n + 2)))
        .isEqualTo(429);
    assertThat(login("flt_wrong", FORWARDED, "198.51.100.9, 127.0.0.2").statusCode())
        .isEqualTo(403);
  }

  @Test
  void whoIsNoTrustedProxy_isNotBelieved() throws Exception {
    start("192.0.2.0/24");
    assertThat(lastOfWrongLogins(FORWARDED, n -> "198.51.100." + n)).isEqualTo(429);
    assertThat(audit()).contains("\"from\":\"127.0.0.1\"").doesNotContain("198.51.100.");
  }

  @Test
  void cookies_areOfTlsAlone() throws Exception {
    start("127.0.0.1");
    assertThat(login(admin, FORWARDED, "198.51.100.7").headers().firstValue("set-cookie"))
        .hasValueSatisfying(
            cookie -> assertThat(cookie).startsWith("__Host-flatline=").contains("Secure"));
  }

  private int lastOfWrongLogins(String header, IntFunction<String> value) throws Exception {
    int status = 0;
    for (int i = 0; i <= Refusals.MOST_LOGINS; i++) {
      status = login("flt_wrong", header, value.apply(i)).statusCode();
    }
    return status;
  }

  private HttpResponse<String> login(String token, String header, String value) throws Exception {
    HttpRequest in =
        HttpRequest.newBuilder(uri.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .POST(BodyPublishers.ofString("token=" + token))
            .build();
    return proxy.send(in, BodyHandlers.ofString());
  }

  private String audit() throws Exception {
    HttpRequest asking =
        HttpRequest.newBuilder(uri.resolve("/api/v1/audit?limit=200"))
            .header("Authorization", "Bearer " + admin)
            .build();
    return proxy.send(asking, BodyHandlers.ofString()).body();
  }
}
