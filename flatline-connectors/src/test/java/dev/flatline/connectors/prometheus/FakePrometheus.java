package dev.flatline.connectors.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Answers like a Prometheus with a few hosts of node_exporter, except where a test makes it fail.
final class FakePrometheus implements AutoCloseable {
  private static final String NAMES =
      "[\"node_cpu_seconds_total\",\"node_memory_MemTotal_bytes\",\"node_memory_MemAvailable_bytes\"]";

  private static final Pattern INSTANCE = Pattern.compile("instance(=~|!~|=)\"[^\"]*\"");

  /// What came in: a range of times of a query.
  record Range(String query, double start, double end, double step) {
    boolean isNarrowed() {
      return INSTANCE.matcher(query).find();
    }

    int points() {
      return (int) Math.round((end - start) / step) + 1;
    }
  }

  /// What goes out instead of data.
  record Reply(int status, String body) {
    static Reply error(int status, String type, String message) {
      return new Reply(
          status,
          "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + message + "\"}");
    }

    static Reply noted(String notes) {
      return new Reply(
          200,
          "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]},"
              + notes
              + "}");
    }
  }

  private final List<String> hosts;
  private final List<Range> ranges = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Function<Range, Optional<Reply>> fault = range -> Optional.empty();
  private volatile Function<Range, Boolean> stall = range -> false;
  private volatile Optional<Reply> listFault = Optional.empty();
  private volatile String value = "0.5";

  FakePrometheus(String... hosts) throws IOException {
    this.hosts = List.of(hosts);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Which ranges are answered with something else.
  void failing(Function<Range, Optional<Reply>> newFault) {
    fault = newFault;
  }

  /// Which ranges are never answered.
  void stalling(Function<Range, Boolean> newStall) {
    stall = newStall;
  }

  /// What goes out instead of lists of label values.
  void failingLists(Reply reply) {
    listFault = Optional.of(reply);
  }

  /// What every value is.
  void answering(String newValue) {
    value = newValue;
  }

  /// The ranges that were answered with data.
  List<Range> ranges() {
    return ranges;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> form = form(exchange);
    if (path.endsWith("/query_range")) {
      range(exchange, form);
    } else if (path.contains("/label/") && listFault.isPresent()) {
      send(exchange, listFault.get().status(), listFault.get().body());
    } else if (path.endsWith("/__name__/values")) {
      send(exchange, 200, success(NAMES));
    } else if (path.contains("/label/")) {
      String values =
          hosts.stream().map(host -> "\"" + host + "\"").collect(Collectors.joining(","));
      send(exchange, 200, success("[" + values + "]"));
    } else if (path.endsWith("/series")) {
      send(exchange, 200, success("[]"));
    } else if (path.endsWith("/query")) {
      send(exchange, 200, vector(form.getOrDefault("query", "")));
    } else {
      send(exchange, 404, "404 page not found");
    }
  }

  private void range(HttpExchange exchange, Map<String, String> form) throws IOException {
    Range range =
        new Range(
            form.getOrDefault("query", ""),
            Double.parseDouble(form.getOrDefault("start", "0")),
            Double.parseDouble(form.getOrDefault("end", "0")),
            Double.parseDouble(form.getOrDefault("step", "1")));
    if (stall.apply(range)) {
      awaitClose();
      return;
    }
    Optional<Reply> reply = fault.apply(range);
    if (reply.isPresent()) {
      send(exchange, reply.get().status(), reply.get().body());
      return;
    }
    ranges.add(range);
    send(exchange, 200, matrix(range));
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String matrix(Range range) {
    List<String> series = new ArrayList<>();
    for (String host : hosts) {
      if (Matching.matches(matchersIn(range.query), Map.of("instance", host))) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < range.points(); i++) {
          points.append(i == 0 ? "" : ",");
          points.append('[').append((long) (range.start + i * range.step)).append(",\"");
          points.append(range.query.startsWith("count") ? "4" : value).append("\"]");
        }
        series.add("{\"metric\":{\"instance\":\"" + host + "\"},\"values\":[" + points + "]}");
      }
    }
    return success("{\"resultType\":\"matrix\",\"result\":[" + String.join(",", series) + "]}");
  }

  private static String matchersIn(String query) {
    Matcher matcher = INSTANCE.matcher(query);
    return matcher.find() ? matcher.group() : "";
  }

  private String vector(String query) {
    if (query.endsWith("[30m]")) {
      return success(
          "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},"
              + "\"values\":[[0,\"1\"],[15,\"1\"],[30,\"1\"]]}]}");
    }
    return success(
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\""
            + hosts.size()
            + "\"]}]}");
  }

  private static String success(String data) {
    return "{\"status\":\"success\",\"data\":" + data + "}";
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return form;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
