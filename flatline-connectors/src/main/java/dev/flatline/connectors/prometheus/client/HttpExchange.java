package dev.flatline.connectors.prometheus.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.prometheus.client.QueryRefusedException.Kind;
import dev.flatline.formats.prometheus.ApiAnswer;
import dev.flatline.formats.prometheus.ApiDecoder;
import dev.flatline.formats.prometheus.ApiError;
import dev.flatline.formats.prometheus.ApiFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends a request once, reads what comes and says what it means.
final class HttpExchange {
  private static final int MOST_ERROR_BYTES = 8 * 1024;
  private static final int GZIP_BUFFER_BYTES = 64 * 1024;
  private static final ApiError NO_WORDS = new ApiError("", "");

  private final HttpClient http;
  private final PrometheusEndpoint endpoint;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private volatile boolean answered;

  HttpExchange(
      HttpClient http, PrometheusEndpoint endpoint, ScheduledExecutorService timer, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.timer = timer;
    this.clock = clock;
  }

  /// Whether the server has ever answered, in whatever way.
  boolean hasAnswered() {
    return answered;
  }

  <T> Attempt<T> attempt(ApiRequest request, Attempt.BodyReader<T> reader) {
    try {
      HttpResponse<InputStream> response =
          http.send(request.to(endpoint), HttpResponse.BodyHandlers.ofInputStream());
      answered = true;
      try (InputStream body = new StallGuard(response.body(), endpoint.timeout(), timer)) {
        return response.statusCode() == 200
            ? success(response, body, reader)
            : new Attempt.Failed<>(
                HttpFailures.ofStatus(response, words(response, body), endpoint, clock));
      }
    } catch (ApiFormatException e) {
      return new Attempt.Failed<>(ofFormat(e));
    } catch (IOException | UnresolvedAddressException e) {
      return new Attempt.Failed<>(ofNetwork(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.Failed<>(new Failure.Final(Reason.TIMEOUT, "interrupted"));
    }
  }

  private static <T> Attempt<T> success(
      HttpResponse<InputStream> response, InputStream body, Attempt.BodyReader<T> reader)
      throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/html")) {
      return new Attempt.Failed<>(
          new Failure.Final(
              Reason.MALFORMED,
              "answers with a web page instead of JSON: a log-in page, or a path prefix is missing"));
    }
    ApiAnswer answer = reader.read(unpacked(response, body));
    Optional<ApiError> error = answer.error();
    return error.isPresent()
        ? new Attempt.Failed<>(
            HttpFailures.ofWords(error.get(), "refused" + HttpFailures.said(error.get())))
        : new Attempt.Done<>(reader.value(), answer);
  }

  private static InputStream unpacked(HttpResponse<?> response, InputStream body)
      throws IOException {
    boolean packed =
        response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    return packed ? new GZIPInputStream(body, GZIP_BUFFER_BYTES) : body;
  }

  /// What the server says with an error: the API's own JSON, else the plain text that came. Web
  /// pages of proxies say less than their status.
  private static ApiError words(HttpResponse<InputStream> response, InputStream body) {
    byte[] start = new byte[0];
    try {
      start = unpacked(response, body).readNBytes(MOST_ERROR_BYTES);
      return new ApiDecoder(MOST_ERROR_BYTES)
          .fields(new ByteArrayInputStream(start), (name, value) -> {})
          .error()
          .orElse(NO_WORDS);
    } catch (IOException | ApiFormatException e) {
      String text = new String(start, UTF_8).strip();
      return text.startsWith("<") || text.startsWith("{") ? NO_WORDS : new ApiError("", text);
    }
  }

  private static Failure ofFormat(ApiFormatException e) {
    return switch (e.reason()) {
      case TRUNCATED ->
          new Failure.Transient(
              Reason.TRUNCATED, "the answer was cut off in the middle", Optional.empty());
      case NOT_JSON, UNEXPECTED ->
          new Failure.Final(Reason.MALFORMED, "unreadable answer" + why(e));
      case TOO_LARGE -> new Failure.Refused(Kind.TOO_LARGE, "the answer is too large" + why(e));
    };
  }

  private Failure ofNetwork(Exception e) {
    return switch (e) {
      case HttpTimeoutException timeout ->
          new Failure.Transient(
              Reason.TIMEOUT,
              "no answer within " + endpoint.timeout().toMillis() / 1000.0 + " s",
              Optional.empty());
      case ConnectException refused ->
          isUnresolved(refused)
              ? noSuchHost()
              : new Failure.Transient(
                  Reason.UNREACHABLE,
                  "cannot connect" + why(e) + "; is it running, and is the port right?",
                  Optional.empty());
      case UnresolvedAddressException unresolved -> noSuchHost();
      case SSLException tls -> new Failure.Final(Reason.UNREACHABLE, ofTls(tls));
      case ZipException zip -> new Failure.Final(Reason.MALFORMED, "not gzip" + why(e));
      default ->
          new Failure.Transient(
              Reason.TRUNCATED, "the connection broke" + why(e), Optional.empty());
    };
  }

  /// The platform wraps it, more than once.
  private static boolean isUnresolved(Throwable failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private Failure noSuchHost() {
    return new Failure.Transient(
        Reason.UNREACHABLE, "no such host: " + endpoint.baseUrl().getHost(), Optional.empty());
  }

  private String ofTls(SSLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("nrecognized SSL message")
        ? "the server seems to speak plain http, not TLS; try "
            + endpoint.toString().replaceFirst("^https:", "http:")
        : "TLS: " + message;
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
  }
}
