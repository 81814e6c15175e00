package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate ends soon.
class WarningServerTest {
  @TempDir private static Path folder;

  @Test
  void aCertificateThatEndsSoon_isToldOnPages_inTheApi_andAsAMetric() throws Exception {
    Issued own =
        CertificateAuthority.root(folder, "root")
            .issue("own", Use.SERVER, Duration.ofDays(5), "127.0.0.1");
    TlsConfig tls = new TlsConfig(own.certificate(), own.key(), Optional.empty());
    ServerSettings settings =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.resolve("data"),
            EngineSettings.DEFAULT,
            Policy.none(),
            ServerConfig.none().withTls(tls),
            "test");
    TlsSettings trusted =
        new TlsSettings(Optional.of(folder.resolve("root.pem")), Optional.empty());
    try (FlatlineServer server = FlatlineServer.start(settings);
        HttpClient client = HttpClient.newBuilder().sslContext(TlsContext.of(trusted)).build()) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(get(client, server, "/api/v1/warnings"))
                      .contains("\"id\":\"tls.certificate\"", "\"medium\"", "ends in 4 d"));
      assertThat(get(client, server, "/findings")).contains("certificate (CN=own)");
      assertThat(get(client, server, "/health"))
          .contains("certificate (CN=own)", "Something needs a look");
      assertThat(get(client, server, "/metrics"))
          .contains("flatline_warning{id=\"tls.certificate\",severity=\"medium\"} 1.0");
    }
  }

  private static String get(HttpClient client, FlatlineServer server, String path)
      throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
