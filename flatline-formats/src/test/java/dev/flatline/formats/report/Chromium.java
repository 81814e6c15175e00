package dev.flatline.formats.report;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium with one page, spoken to over the DevTools protocol. It needs the browser
/// and the JDK, no driver and no library.
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final String session;
  private final Map<Long, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> devTools = new CompletableFuture<>();
  private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
  private long lastCall;

  private Chromium(Path program) throws IOException {
    profile = Files.createTempDirectory("chromium");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofVirtual().start(this::readErrors);
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(await(devTools)), new Listener())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    String target = callBrowser("Target.createTarget", "{\"url\":\"about:blank\"}", "targetId");
    session =
        callBrowser(
            "Target.attachToTarget",
            "{\"flatten\":true,\"targetId\":\"" + target + "\"}",
            "sessionId");
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", "{}");
    }
  }

  /// The browser on the path, empty where there is none.
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path program) throws IOException {
    return new Chromium(program);
  }

  /// Opens a file; what earlier pages logged is forgotten.
  void open(Path file) {
    loaded = new CompletableFuture<>();
    events.clear();
    call("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
    await(loaded);
  }

  /// The value of an expression of JavaScript.
  JsonNode evaluate(String expression) {
    String parameters =
        JSON.writeValueAsString(Map.of("expression", expression, "returnByValue", true));
    JsonNode result = call("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.get("exceptionDetails").toString());
    }
    return result.at("/result/value");
  }

  /// A screen of this width in CSS pixels; narrow ones are phones.
  void screen(int width, int height, String colorScheme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
            .formatted(width, height, width < 600));
    call(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
            .formatted(colorScheme));
  }

  /// Presses a key that has a name and no letter.
  void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", "{\"type\":\"%s\",\"key\":\"%s\"}".formatted(type, key));
    }
  }

  /// Moves the pointer to the middle of the first element that a selector finds.
  void hover(String selector) {
    hoverAt(
        """
        (() => {
          const element = document.querySelector('%s');
          element.scrollIntoView({block: 'center'});
          const box = element.getBoundingClientRect();
          return {x: box.x + box.width / 2, y: box.y + box.height / 2};
        })()
        """
            .formatted(selector));
  }

  /// Moves the pointer to the place, `{x, y}`, that an expression of JavaScript gives.
  void hoverAt(String expression) {
    JsonNode place = evaluate(expression);
    call(
        "Input.dispatchMouseEvent",
        "{\"type\":\"mouseMoved\",\"x\":%s,\"y\":%s}".formatted(place.get("x"), place.get("y")));
  }

  /// What a person would see as errors and warnings: exceptions, violations of the policy, the
  /// console.
  List<String> complaints() {
    return events.stream()
        .filter(
            event -> List.of("Runtime.exceptionThrown", "Log.entryAdded").contains(method(event)))
        .map(event -> event.get("params").toString())
        .toList();
  }

  /// The addresses that the page asked for.
  List<String> requests() {
    return events.stream()
        .filter(event -> method(event).equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").stringValue())
        .toList();
  }

  /// A picture of the whole page, PNG.
  byte[] picture() {
    JsonNode result =
        call("Page.captureScreenshot", "{\"captureBeyondViewport\":true,\"format\":\"png\"}");
    return result.get("data").binaryValue();
  }

  @Override
  public void close() throws IOException {
    try {
      send(null, "Browser.close", "{}");
      process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> process).join();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      http.close();
      deleteProfile();
    }
  }

  private JsonNode call(String method, String parameters) {
    return send(session, method, parameters);
  }

  private String callBrowser(String method, String parameters, String field) {
    return send(null, method, parameters).get(field).stringValue();
  }

  private JsonNode send(@Nullable String toSession, String method, String parameters) {
    lastCall++;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(lastCall, answer);
    String address = toSession == null ? "" : "\"sessionId\":\"" + toSession + "\",";
    String message =
        "{%s\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(address, lastCall, method, parameters);
    socket.sendText(message, true).join();
    JsonNode response = await(answer);
    if (response.has("error")) {
      throw new IllegalStateException(method + ": " + response.get("error"));
    }
    return response.get("result");
  }

  private void receive(JsonNode message) {
    if (message.has("method")) {
      events.add(message);
      if (method(message).equals("Page.loadEventFired")) {
        loaded.complete(message);
      }
      return;
    }
    CompletableFuture<JsonNode> call = calls.remove(message.get("id").longValue());
    if (call != null) {
      call.complete(message);
    }
  }

  private static String method(JsonNode event) {
    return event.get("method").stringValue();
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// The browser says on its standard error where it listens, and goes on talking.
  private void readErrors() {
    try (BufferedReader errors = process.errorReader()) {
      for (String line; (line = errors.readLine()) != null; ) {
        int address = line.indexOf("ws://");
        if (address >= 0) {
          devTools.complete(line.substring(address).strip());
        }
      }
    } catch (IOException e) {
      devTools.completeExceptionally(e);
    }
    devTools.completeExceptionally(new IOException("chromium ended"));
  }

  private void deleteProfile() throws IOException {
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /// Puts the pieces of a message together.
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        receive(JSON.readTree(message.toString()));
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
