package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.net.TlsSettings.ClientCertificate;
import dev.flatline.connectors.prometheus.client.Credentials;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.testkit.Certificates;
import dev.flatline.testkit.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real Prometheus below a path prefix that wants a client certificate and a password.
class PrometheusGuardedIT {
  private static final String PASSWORD = "open sesame";
  private static final String ITS_BCRYPT =
      "$2b$04$9SbMLmbX7yMXnsWATQLS6.VCtCXYso0rLSbl95iKkG8DGILfEsVCO";

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static PrometheusServer server;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    certificates = new Certificates(folder);
    certificates.make("server", "RSA");
    certificates.make("client", "RSA");
    certificates.make("elliptic", "EC");
    Path authorities = folder.resolve("clients.crt");
    Files.writeString(
        authorities,
        Files.readString(certificates.file("client.crt"))
            + Files.readString(certificates.file("elliptic.crt")));
    Path web =
        Files.writeString(
            folder.resolve("web.yml"),
            """
            tls_server_config:
              cert_file: %s
              key_file: %s
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: %s
            basic_auth_users:
              hunter: %s
            """
                .formatted(
                    certificates.file("server.crt"),
                    certificates.file("server.key"),
                    authorities,
                    ITS_BCRYPT));
    PrometheusServer.load(folder, KubernetesFixture.openMetrics());
    server =
        PrometheusServer.startGuarded(
            folder,
            PrometheusServer.SCRAPES_NOTHING,
            "https",
            "--web.config.file=" + web,
            "--web.route-prefix=/prometheus");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"client.crt, client.key", "client.crt, client.rsa.key", "elliptic.crt, elliptic.key"})
  void read_withCertificateAndPassword_works(String certificate, String key) {
    assertThat(
            read(
                "/prometheus/",
                new Credentials.Basic("hunter", PASSWORD),
                tls("server.crt", certificate, key)))
        .isEmpty();
  }

  @Test
  void read_withWrongPassword_isUnauthorized() {
    Optional<SourceException> failure =
        read(
            "/prometheus",
            new Credentials.Basic("hunter", "s3cret"),
            tls("server.crt", "client.crt", "client.key"));

    assertThat(failure).map(SourceException::reason).contains(Reason.UNAUTHORIZED);
    assertThat(failure.orElseThrow()).hasMessageContaining("401").hasMessageNotContaining("s3cret");
  }

  @Test
  void read_withWrongPrefix_isNotFound() {
    Optional<SourceException> failure =
        read(
            "/prom",
            new Credentials.Basic("hunter", PASSWORD),
            tls("server.crt", "client.crt", "client.key"));

    assertThat(failure).map(SourceException::reason).contains(Reason.NOT_FOUND);
    assertThat(failure.orElseThrow()).hasMessageContaining("path prefix");
  }

  @Test
  void read_withoutCertificate_saysThatTlsFailed() {
    Optional<SourceException> failure =
        read(
            "/prometheus",
            new Credentials.Basic("hunter", PASSWORD),
            new TlsSettings(Optional.of(certificates.file("server.crt")), Optional.empty()));

    assertThat(failure).map(SourceException::reason).contains(Reason.UNREACHABLE);
    assertThat(failure.orElseThrow()).hasMessageContaining("TLS");
  }

  @Test
  void read_withoutTheServersAuthority_saysThatTlsFailed() {
    assertThat(read("/prometheus", new Credentials.Basic("hunter", PASSWORD), TlsSettings.PLATFORM))
        .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("TLS"));
  }

  @Test
  void read_withFilesThatCannotBeUsed_namesThem() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty-" + System.nanoTime() + ".pem"));

    assertThat(
            read(
                "/prometheus",
                new Credentials.Anonymous(),
                new TlsSettings(Optional.of(empty), Optional.empty())))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.SETTINGS);
              assertThat(failure).hasMessageContaining(empty.toString());
            });
    assertThat(
            read(
                "/prometheus",
                new Credentials.Anonymous(),
                tls("server.crt", "client.crt", "client.crt")))
        .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("client key"));
  }

  private static TlsSettings tls(String authorities, String certificate, String key) {
    return new TlsSettings(
        Optional.of(certificates.file(authorities)),
        Optional.of(new ClientCertificate(certificates.file(certificate), certificates.file(key))));
  }

  private static Optional<SourceException> read(
      String path, Credentials credentials, TlsSettings tls) {
    PrometheusEndpoint endpoint =
        PrometheusEndpoint.of(server.url() + path).withCredentials(credentials).withTls(tls);
    PrometheusSettings settings =
        PrometheusSettings.of(
                KubernetesFixture.TO.minus(Duration.ofMinutes(30)), KubernetesFixture.TO)
            .withHistory(Duration.ZERO);
    Collected collected = new Collected();
    return Optional.ofNullable(
        catchThrowableOfType(
            SourceException.class,
            () -> new PrometheusSource(endpoint, settings).read(collected, Progress.NONE)));
  }
}
