package dev.flatline.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.flatline.testkit.Certificates;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderTimeTest {
  private static final Duration MOST = Duration.ofMillis(400);
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n";

  private static final byte[] HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SETTINGS = HexFormat.of().parseHex("000000040000000000");
  private static final byte[] PING = HexFormat.of().parseHex("00000806000000000000112233445566aa");

  @TempDir private Path folder;

  private Certificates certificates;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    certificates = new Certificates(folder);
    certificates.make("server", "EC");
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerBuilder builder =
        Server.builder()
            .http(anyPort)
            .https(anyPort)
            .tls(
                TlsKeyPair.of(
                    certificates.file("server.key").toFile(),
                    certificates.file("server.crt").toFile()))
            .service(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request.aggregate().thenApply(all -> HttpResponse.of(all.contentUtf8()))));
    HeaderTime.limit(builder, MOST, pipeline -> {});
    server = builder.build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  @Test
  void clientThatSaysNothing_isClosed() throws Exception {
    try (Socket socket = connected()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void clientThatSaysItByteByByte_isClosed_alsoAfterAWholeRequest() throws Exception {
    try (Socket socket = connected()) {
      assertThat(answer(socket, HEAD + "body")).contains("200");
      send(socket, "G");
      assertThat(sentUntilClosed(() -> send(socket, "E"))).isLessThan(200);
    }
  }

  @Test
  void clientOfHttp2ThatAsksNothing_isClosed_thoughItPings() throws Exception {
    try (Socket socket = connected()) {
      socket.getOutputStream().write(HTTP2);
      socket.getOutputStream().write(SETTINGS);
      assertThat(sentUntilClosed(() -> socket.getOutputStream().write(PING))).isLessThan(200);
    }
  }

  @Test
  void clientThatBeginsNoHandshake_isClosed() throws Exception {
    try (Socket socket = connected(SessionProtocol.HTTPS)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void clientThatSaysNothingAfterItsHandshake_isClosed() throws Exception {
    JdkSslContext trusting =
        (JdkSslContext)
            SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(certificates.file("server.crt").toFile())
                .build();
    try (Socket plain = connected(SessionProtocol.HTTPS);
        Socket socket =
            trusting
                .context()
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true)) {
      ((SSLSocket) socket).startHandshake();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void clientThatIsQuietBetweenRequests_orSlowWithABody_stays() throws Exception {
    try (Socket socket = connected()) {
      assertThat(answer(socket, HEAD + "body")).contains("200");
      Thread.sleep(2 * MOST.toMillis());
      send(socket, HEAD + "b");
      Thread.sleep(2 * MOST.toMillis());
      assertThat(answer(socket, "ody")).contains("200");
    }
  }

  private Socket connected() throws IOException {
    return connected(SessionProtocol.HTTP);
  }

  private Socket connected(SessionProtocol protocol) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.activeLocalPort(protocol));
    socket.setSoTimeout(20_000);
    return socket;
  }

  private interface Sending {
    void send() throws IOException;
  }

  /// How often something was sent that never makes a request, once every 20 ms.
  private static int sentUntilClosed(Sending sending) throws Exception {
    int sent = 0;
    try {
      for (; sent < 500; sent++) {
        sending.send();
        Thread.sleep(20);
      }
    } catch (SocketException closed) {
      return sent;
    }
    return sent;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /// The line of the status; the rest of an answer is read and thrown away.
  private static String answer(Socket socket, String text) throws IOException {
    send(socket, text);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    String status = reader.readLine();
    for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
      line = reader.readLine();
    }
    char[] body = new char[4];
    for (int read = 0; read < body.length; ) {
      read += Math.max(0, reader.read(body, read, body.length - read));
    }
    return status;
  }
}
