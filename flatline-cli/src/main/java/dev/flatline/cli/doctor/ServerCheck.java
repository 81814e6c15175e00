package dev.flatline.cli.doctor;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.NetworkFailures;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.server.config.ListenAddress;
import dev.flatline.server.config.ServerConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the server listens: whether it is free, or who answers there and how that one is.
record ServerCheck(Doctor.Patient patient, ServerConfig config) implements Check {
  private static final ListenAddress USUAL = ListenAddress.parse("127.0.0.1:8642");

  /// All addresses of this machine.
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  @Override
  public String name() {
    return "server";
  }

  @Override
  public List<CheckResult> look() {
    List<CheckResult> results = new ArrayList<>();
    Optional<String> token = Optional.empty();
    try {
      token = patient.token().map(Secret::read);
    } catch (SourceException e) {
      results.add(
          CheckResult.problem(
              name(), "no token: " + e.getMessage(), "see --token-file; it was asked without"));
    }
    results.addAll(look(patient.server().orElseGet(this::declared), token));
    return results;
  }

  private List<CheckResult> look(URI server, Optional<String> token) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .sslContext(TlsContext.of(patient.tls()))
            .build()) {
      requireKnown(server.getHost());
      return asked(server, client, token);
    } catch (UnknownHostException e) {
      return List.of(nowhere(server));
    } catch (ConnectException e) {
      return List.of(silent(server));
    } catch (SSLException e) {
      return List.of(untrusted(server));
    } catch (SourceException e) {
      return List.of(CheckResult.problem(name(), String.valueOf(e.getMessage()), "see --ca"));
    } catch (IOException e) {
      return List.of(
          CheckResult.problem(
              name(),
              server + " does not answer as Flatline does: " + NetworkFailures.text(e),
              ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(CheckResult.skipped(name(), "interrupted"));
    }
  }

  private CheckResult nowhere(URI server) {
    return CheckResult.problem(
        name(),
        "nobody knows an address of " + server.getHost(),
        patient.server().isPresent()
            ? "see the name in --server"
            : "listen at an address of this machine: --listen HOST:PORT");
  }

  private CheckResult silent(URI server) {
    return patient.server().isPresent()
        ? CheckResult.problem(name(), "nothing listens at " + server, "start it")
        : CheckResult.ok(name(), "nothing listens at " + server + " yet: it is free");
  }

  private CheckResult untrusted(URI server) {
    return CheckResult.warning(
        name(),
        server + " shows a certificate that is not trusted here, or is for another name",
        "name its authority with --ca, or the server by the certificate's name: --server"
            + " https://NAME:PORT");
  }

  /// To a client a name that nobody knows and one where nobody listens are the same.
  private static void requireKnown(String host) throws UnknownHostException {
    InetAddress unused = InetAddress.getByName(host);
  }

  private URI declared() {
    ListenAddress listen = config.listen().orElse(USUAL);
    String host = EVERYWHERE.contains(listen.host()) ? "127.0.0.1" : listen.host();
    String scheme = config.tls().isPresent() ? "https://" : "http://";
    return URI.create(
        scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + listen.port());
  }

  private List<CheckResult> asked(URI server, HttpClient client, Optional<String> token)
      throws IOException, InterruptedException {
    HttpResponse<String> ready = get(client, server.resolve("/health/ready"), Optional.empty());
    List<CheckResult> results = new ArrayList<>();
    if (ready.statusCode() == OK && ready.body().equals("ok\n")) {
      results.add(CheckResult.ok(name(), server + " is ready"));
    } else if (ready.statusCode() == UNAVAILABLE) {
      results.add(
          CheckResult.problem(name(), server + " judges or keeps nothing", "its log says why"));
    } else {
      return List.of(
          CheckResult.problem(
              name(),
              server + " is taken by something else (status " + ready.statusCode() + ")",
              "listen elsewhere: --listen HOST:PORT"));
    }
    results.addAll(warnings(get(client, server.resolve("/api/v1/warnings"), token)));
    return results;
  }

  private List<CheckResult> warnings(HttpResponse<String> answer) {
    if (answer.statusCode() != OK) {
      return List.of(
          CheckResult.skipped(
              name(), "it does not tell its warnings without a token (--token-file)"));
    }
    try {
      JsonNode document = JsonMapper.shared().readTree(answer.body());
      return document
          .path("warnings")
          .valueStream()
          .map(one -> CheckResult.warning(name(), one.path("text").asString(""), ""))
          .toList();
    } catch (JacksonException e) {
      return List.of(CheckResult.skipped(name(), "its warnings are no JSON"));
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI address, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
