package dev.flatline.connectors.sink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A server on the loopback that answers every request the same, or by its address.
final class Receiver implements AutoCloseable {
  /// What came.
  record Request(Headers headers, String body) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver answering(int status, Map<String, String> headers, String body)
      throws IOException {
    return starting(status, headers, asked -> body);
  }

  /// Repeats where it was asked: raw, decoded, and as a whole URL.
  static Receiver echoing(int status) throws IOException {
    return starting(
        status,
        Map.of(),
        asked ->
            "no such page {\"path\":\"%s\",\"url\":\"%s\",\"decoded\":\"%s %s\"}"
                .formatted(asked.getRawPath(), asked, asked.getPath(), asked.getQuery()));
  }

  /// @param body of the answer to the address that was asked for
  private static Receiver starting(
      int status, Map<String, String> headers, Function<URI, String> body) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(http);
    http.createContext(
        "/",
        exchange ->
            receiver.answer(exchange, status, headers, body.apply(exchange.getRequestURI())));
    http.start();
    return receiver;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  List<Request> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    try (exchange) {
      byte[] came = exchange.getRequestBody().readAllBytes();
      requests.add(
          new Request(exchange.getRequestHeaders(), new String(came, StandardCharsets.UTF_8)));
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] answer = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
