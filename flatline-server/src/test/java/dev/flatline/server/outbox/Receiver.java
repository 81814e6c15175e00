package dev.flatline.server.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/// A receiver of webhooks over HTTP that answers as a test says.
final class Receiver implements AutoCloseable {
  /// Stands for an answer that never comes.
  static final int NEVER = 0;

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final ToIntFunction<String> status;

  private Receiver(HttpServer server, ToIntFunction<String> status) {
    this.server = server;
    this.status = status;
  }

  /// @param status of the answer to a body, or [#NEVER]
  static Receiver start(ToIntFunction<String> status) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(http, status);
    http.setExecutor(receiver.threads);
    http.createContext("/", receiver::answer);
    http.start();
    return receiver;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /// The bodies that came, also those that were refused.
  List<String> bodies() {
    return bodies;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int code = status.applyAsInt(body);
      bodies.add(body);
      if (code == NEVER) {
        end.await();
      }
      exchange.sendResponseHeaders(code, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
