package dev.flatline.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.core.policy.Glob;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that change while a server runs: its own certificate, and what is revoked.
class RunningTlsTest {
  @TempDir private Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private CertificateAuthority servers;
  private CertificateAuthority clients;
  private Issued own;
  private Issued agent;
  private ServerTls tls;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    servers = CertificateAuthority.root(folder, "servers");
    clients = CertificateAuthority.root(folder, "clients");
    own = servers.issue("server", Use.SERVER, "127.0.0.1");
    agent = clients.issue("agent", Use.CLIENT, "one.agents.example");
    Files.writeString(folder.resolve("revoked.pem"), clients.revoked());
    ClientsConfig taken =
        new ClientsConfig(
            folder.resolve("clients.pem"),
            List.of(Glob.of("*.agents.example")),
            Optional.of(folder.resolve("revoked.pem")),
            OcspUse.NEVER);
    tls =
        new ServerTls(new TlsConfig(own.certificate(), own.key(), Optional.of(taken)), nanos::get);
    server =
        Server.builder()
            .https(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tlsProvider(tls.provider(), tls.config())
            .service(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        tls.clientName(context.sslSession()).isPresent()
                            ? HttpStatus.OK
                            : HttpStatus.UNAUTHORIZED))
            .build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  @Test
  void newCertificate_isServedToTheNextConnection() throws Exception {
    BigInteger before = own.parsed().getSerialNumber();
    assertThat(served()).isEqualTo(before);
    Issued renewed = servers.issue("server", Use.SERVER, "127.0.0.1");
    assertThat(served()).isEqualTo(before);
    pass(ReloadedFiles.LOOKED_EVERY);
    assertThat(served()).isEqualTo(renewed.parsed().getSerialNumber()).isNotEqualTo(before);
  }

  @Test
  void certificateThatCannotBeRead_leavesTheOldOne_untilThereIsAGoodOne() throws Exception {
    BigInteger before = own.parsed().getSerialNumber();
    Files.writeString(own.certificate(), "-----BEGIN CERTIFICATE-----\nx\n");
    pass(ReloadedFiles.LOOKED_EVERY);
    assertThat(served()).isEqualTo(before);
    Files.delete(own.certificate());
    pass(ReloadedFiles.LOOKED_EVERY);
    assertThat(served()).isEqualTo(before);
    Issued renewed = servers.issue("server", Use.SERVER, "127.0.0.1");
    pass(ReloadedFiles.LOOKED_EVERY);
    assertThat(served()).isEqualTo(renewed.parsed().getSerialNumber());
  }

  @Test
  void certificateThatIsRevoked_isRefusedOnItsOpenConnection_andTheReasonIsKnown()
      throws Exception {
    try (HttpClient client = client(Optional.of(agent))) {
      assertThat(status(client)).isEqualTo(200);
      Files.writeString(folder.resolve("revoked.pem"), clients.revoked(agent.parsed()));
      pass(ServerTls.CHECKED_EVERY);
      assertThat(status(client)).isEqualTo(200);
      pass(Duration.ofNanos(1));
      assertThat(status(client)).isEqualTo(401);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// The serial number of the certificate that a new connection is shown.
  private BigInteger served() throws Exception {
    try (HttpClient client = client(Optional.empty())) {
      X509Certificate shown =
          (X509Certificate)
              client
                  .send(request(), BodyHandlers.discarding())
                  .sslSession()
                  .orElseThrow()
                  .getPeerCertificates()[0];
      return shown.getSerialNumber();
    }
  }

  private int status(HttpClient client) throws Exception {
    return client.send(request(), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.activeLocalPort() + "/"))
        .build();
  }

  private HttpClient client(Optional<Issued> shown) {
    TlsSettings settings =
        new TlsSettings(
            Optional.of(folder.resolve("servers.pem")),
            shown.map(one -> new TlsSettings.ClientCertificate(one.certificate(), one.key())));
    return HttpClient.newBuilder().sslContext(TlsContext.of(settings)).build();
  }
}
