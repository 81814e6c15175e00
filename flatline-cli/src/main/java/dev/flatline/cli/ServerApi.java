package dev.flatline.cli;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.formats.text.VisibleText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The API of a running server. What it cannot do is a failure of the command.
final class ServerApi {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int NOTHING_TO_SAY = 204;
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final URI server;
  private final Optional<Secret> token;
  private final TlsSettings tls;

  /// @param token that is shown; empty where none is
  /// @param tls whom to trust
  ServerApi(URI server, Optional<Secret> token, TlsSettings tls) {
    this.server = server;
    this.token = token;
    this.tls = tls;
  }

  /// What lies at an address.
  JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(path + (query.isEmpty() ? "" : "?" + query)).build());
  }

  /// What is answered to a document.
  JsonNode post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /// Removes what lies at an address.
  void delete(String path) {
    send(request(path).DELETE().build());
  }

  /// As a part of an address.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    String base = server.toString().replaceAll("/+$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST);
    token.ifPresent(one -> request.header("Authorization", "Bearer " + read(one)));
    return request;
  }

  private static String read(Secret token) {
    try {
      return token.read();
    } catch (SourceException e) {
      throw new CommandFailure(ExitCode.USAGE, "--token-file: " + e.getMessage());
    }
  }

  private JsonNode send(HttpRequest request) {
    try (HttpClient client = client()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == NOTHING_TO_SAY) {
        return MissingNode.getInstance();
      }
      JsonNode document = JsonMapper.shared().readTree(answer.body());
      if (answer.statusCode() >= CLIENT_ERRORS) {
        throw refused(answer.statusCode(), document);
      }
      return document;
    } catch (JacksonException e) {
      throw new CommandFailure(
          ExitCode.SOURCE, server + " does not answer as a Flatline does: it sends no JSON");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.SOURCE, server + " cannot be asked: " + reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.SOURCE, "interrupted while " + server + " was asked");
    }
  }

  private HttpClient client() {
    try {
      return HttpClient.newBuilder().connectTimeout(LONGEST).sslContext(TlsContext.of(tls)).build();
    } catch (SourceException e) {
      throw new CommandFailure(ExitCode.USAGE, "--ca: " + e.getMessage());
    }
  }

  private CommandFailure refused(int status, JsonNode problem) {
    String detail = VisibleText.of(problem.path("detail").asString("status " + status));
    return new CommandFailure(
        status < SERVER_ERRORS ? ExitCode.USAGE : ExitCode.SOURCE, server + ": " + detail);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case ConnectException refused -> "nothing listens there; name another one with --server";
      case HttpTimeoutException late -> "it took longer than " + LONGEST.toSeconds() + " s";
      case IOException other -> String.valueOf(other.getMessage());
    };
  }
}
