package dev.flatline.connectors.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver of syslog with octet counting.
final class SyslogReceiver implements AutoCloseable {
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final int resets;
  private int connections;

  /// @param resets how many connections are reset before anything of them is read
  SyslogReceiver(ServerSocket server, int resets) {
    this.server = server;
    this.resets = resets;
    Thread thread = new Thread(this::run, "syslog receiver");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> messages() {
    return messages;
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (connections++ < resets) {
          socket.setSoLinger(true, 0);
        } else {
          read(socket.getInputStream());
        }
      } catch (IOException e) {
        // A client that fails its handshake, or the end.
      }
    }
  }

  private void read(InputStream in) throws IOException {
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      int length = 0;
      for (; octet != ' '; octet = in.read()) {
        length = length * 10 + octet - '0';
      }
      messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
