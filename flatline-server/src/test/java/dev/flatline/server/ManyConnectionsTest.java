package dev.flatline.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server to which more connect than it takes.
class ManyConnectionsTest {
  private static final String ASKED =
      "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;

  @Test
  void connectionsBeyondTheMost_areClosed_untilOthersWent() throws IOException {
    ServerSettings settings =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            "test");
    List<Socket> others = new ArrayList<>();
    try (FlatlineServer server = FlatlineServer.start(settings)) {
      assertThat(answers(server)).isTrue();
      for (int i = 0; i < ServerRoutes.MOST_CONNECTIONS; i++) {
        others.add(connected(server));
      }
      await().until(() -> !answers(server));
      for (Socket other : others) {
        other.close();
      }
      await().until(() -> answers(server));
    }
  }

  /// A connection that is closed before it was asked breaks while it is asked.
  private static boolean answers(FlatlineServer server) {
    try (Socket socket = connected(server)) {
      socket.getOutputStream().write(ASKED.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII)
          .startsWith("HTTP/1.1 200");
    } catch (IOException broken) {
      return false;
    }
  }

  private static Socket connected(FlatlineServer server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
  }
}
