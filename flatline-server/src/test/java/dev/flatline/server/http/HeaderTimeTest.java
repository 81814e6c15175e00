package dev.flatline.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderTimeTest {
  private static final Duration MOST = Duration.ofMillis(400);
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n";

  private Server server;

  @BeforeEach
  void start() {
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
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
      assertThat(sentUntilClosed(socket)).isLessThan(200);
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
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.activeLocalPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// A head without an end, a byte every 20 ms.
  private static int sentUntilClosed(Socket socket) throws Exception {
    int sent = 0;
    try {
      for (; sent < 500; sent++) {
        send(socket, sent == 0 ? "G" : "E");
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
