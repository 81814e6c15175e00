package dev.flatline.cli.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.testkit.CertificateAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Something on this machine that answers over HTTP as a test says, and 404 else.
final class LocalHttp implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final String scheme;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private LocalHttp(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.start();
  }

  static LocalHttp start() throws IOException {
    return new LocalHttp(HttpServer.create(anyPort(), 0), "http");
  }

  /// One that shows a certificate.
  static LocalHttp start(Issued own) throws IOException {
    TlsSettings.ClientCertificate shown =
        new TlsSettings.ClientCertificate(own.certificate(), own.key());
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            TlsContext.of(new TlsSettings(Optional.empty(), Optional.of(shown)))));
    return new LocalHttp(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String url() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  LocalHttp answering(String path, String body) {
    answers.put(path, body);
    return this;
  }

  /// Path and authorization of what was asked for.
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
      String body = answers.get(path);
      byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(body == null ? NOT_FOUND : OK, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
