package dev.flatline.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.testkit.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogSinkTest {
  private static final Payload PAYLOAD =
      new Payload("siem-1-1", "text/plain", "<104>1 \uFEFFCEF:0|ä");

  @TempDir private Path folder;

  @Test
  void send_overTcp_countsOctetsNotCharacters() throws IOException {
    try (SyslogReceiver receiver = new SyslogReceiver(plain(), 0)) {
      SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), Optional.empty());
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.Delivered.class);
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.Delivered.class);
      assertThat(receiver.messages()).containsExactly(PAYLOAD.text(), PAYLOAD.text());
    }
  }

  @Test
  void send_whereTheConnectionBreaks_isNoticed() throws IOException {
    try (SyslogReceiver receiver = new SyslogReceiver(plain(), 1)) {
      SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), Optional.empty());
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.TryAgain.class);
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.Delivered.class);
      assertThat(receiver.messages()).containsExactly(PAYLOAD.text());
    }
  }

  @Test
  void send_whereNobodyListens_isTriedAgain() {
    assertThat(new SyslogSink("127.0.0.1", 1, Optional.empty()).send(PAYLOAD))
        .isEqualTo(Delivery.TryAgain.because("nothing listens there"));
  }

  @Test
  void send_overTls_toOneThatAsksForACertificate_arrives() throws Exception {
    try (SyslogReceiver receiver = new SyslogReceiver(secured(), 0)) {
      SyslogSink sink =
          new SyslogSink("localhost", receiver.port(), Optional.of(tls("server", "client")));
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.Delivered.class);
      assertThat(receiver.messages()).containsExactly(PAYLOAD.text());
      assertThat(sink).hasToString("tls://localhost:" + receiver.port());
    }
  }

  @Test
  void send_overTls_toSomebodyElse_sendsNothing() throws Exception {
    try (SyslogReceiver receiver = new SyslogReceiver(secured(), 0)) {
      SyslogSink distrusts =
          new SyslogSink("localhost", receiver.port(), Optional.of(tls("client", "client")));
      assertThat(distrusts.send(PAYLOAD).toString()).contains("TLS: ");
      SyslogSink otherName =
          new SyslogSink("127.0.0.2", receiver.port(), Optional.of(tls("server", "client")));
      assertThat(otherName.send(PAYLOAD)).isInstanceOf(Delivery.TryAgain.class);
      assertThat(receiver.messages()).isEmpty();
    }
  }

  @Test
  void send_overTls_toOneThatIsSilent_ends() throws Exception {
    try (ServerSocket silent = plain()) {
      makeCertificates();
      SyslogSink sink =
          new SyslogSink(
              "localhost",
              silent.getLocalPort(),
              Optional.of(tls("server", "client")),
              Duration.ofMillis(300));
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.TryAgain.class);
    }
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private ServerSocket secured() throws Exception {
    makeCertificates();
    SSLServerSocket server =
        (SSLServerSocket)
            TlsContext.of(tls("client", "server"))
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByName("0.0.0.0"));
    server.setNeedClientAuth(true);
    return server;
  }

  private void makeCertificates() throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.make("server", "EC");
    certificates.make("client", "EC");
  }

  private TlsSettings tls(String trusted, String shown) {
    return new TlsSettings(
        Optional.of(folder.resolve(trusted + ".crt")),
        Optional.of(
            new TlsSettings.ClientCertificate(
                folder.resolve(shown + ".crt"), folder.resolve(shown + ".key"))));
  }
}
