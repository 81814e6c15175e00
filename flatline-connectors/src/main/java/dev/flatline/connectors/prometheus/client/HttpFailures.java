package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.net.BackOff;
import dev.flatline.connectors.prometheus.client.QueryRefusedException.Kind;
import dev.flatline.formats.prometheus.ApiError;
import dev.flatline.formats.text.VisibleText;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells from a status and the server's words what a refused request means.
final class HttpFailures {
  /// How Prometheus, Thanos, Mimir and VictoriaMetrics say that a query is too much.
  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "too many (samples|points|series|time ?series)|maximum resolution|-search\\.max"
              + "|(exceed\\w*|hit|reached|over|above)\\b.*\\b(limit|maximum)"
              + "|(limit|maximum)\\b.*\\b(exceeded|reached)|err-mimir-max",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// "per timeseries" is about points, not about how many series there are.
  private static final Pattern SERIES =
      Pattern.compile("(?<!per )\\b(time ?)?series\\b", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_EXCERPT_CHARS = 300;

  private HttpFailures() {}

  /// What an answer other than 200 means.
  ///
  /// @param words what the server says, empty where it says nothing readable
  static Failure ofStatus(
      HttpResponse<?> response, ApiError words, PrometheusEndpoint endpoint, Clock clock) {
    String message = "HTTP " + response.statusCode() + said(words);
    return switch (response.statusCode()) {
      case 401, 403 ->
          new Failure.Final(
              Reason.UNAUTHORIZED, message + ": " + unauthorized(response.statusCode(), endpoint));
      case 404, 405 ->
          new Failure.Final(
              Reason.NOT_FOUND,
              message + ": no Prometheus API here; is the URL's path prefix right?");
      case 413 -> new Failure.Refused(Kind.TOO_LARGE, message);
      case 400, 422 -> ofWords(words, message);
      case 502, 504 -> passing(Reason.SERVER_ERROR, message, response, clock);
      case 503 ->
          words.type().equals("timeout")
              ? new Failure.Refused(Kind.TOO_SLOW, message)
              : passing(Reason.SERVER_ERROR, message, response, clock);
      case 408 -> passing(Reason.TIMEOUT, message, response, clock);
      case 429 -> passing(Reason.SERVER_ERROR, message, response, clock);
      default -> ofOtherStatus(response, message);
    };
  }

  private static String unauthorized(int status, PrometheusEndpoint endpoint) {
    String identity = endpoint.identity();
    if (identity.isEmpty()) {
      return status == 401 ? "give credentials" : "the server wants credentials; none were given";
    }
    String verdict = status == 401 ? "are refused" : "may not query";
    return "these credentials " + verdict + " (" + identity + ")";
  }

  /// What an error means that came with status 200, as some proxies send it.
  static Failure ofWords(ApiError words, String message) {
    if (words.type().equals("timeout")) {
      return new Failure.Refused(Kind.TOO_SLOW, message);
    }
    if (!TOO_LARGE.matcher(words.message()).find()) {
      return new Failure.Final(Reason.REJECTED, message);
    }
    boolean series = SERIES.matcher(words.message()).find();
    return new Failure.Refused(series ? Kind.TOO_MANY_SERIES : Kind.TOO_LARGE, message);
  }

  /// The server's words to append to a message, shortened.
  static String said(ApiError words) {
    String text = VisibleText.of(words.message().strip().replaceAll("\\s+", " "));
    if (text.isEmpty()) {
      return "";
    }
    String type = words.type().isEmpty() ? "" : words.type() + ": ";
    return " (" + type + shortened(text) + ")";
  }

  private static Failure passing(
      Reason reason, String message, HttpResponse<?> response, Clock clock) {
    return new Failure.Transient(reason, message, BackOff.retryAfter(response.headers(), clock));
  }

  private static Failure ofOtherStatus(HttpResponse<?> response, String message) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      return new Failure.Final(Reason.SETTINGS, message + redirect(response) + ": give that URL");
    }
    return new Failure.Final(status >= 500 ? Reason.SERVER_ERROR : Reason.REJECTED, message);
  }

  /// Where a redirect leads, without the query, in which log-in pages carry secrets.
  private static String redirect(HttpResponse<?> response) {
    Optional<String> location = response.headers().firstValue("Location");
    try {
      return location
          .map(target -> response.uri().resolve(target))
          .map(target -> " to " + target.getScheme() + "://" + target.getHost() + path(target))
          .orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String path(URI target) {
    String port = target.getPort() < 0 ? "" : ":" + target.getPort();
    return port + (target.getRawPath() == null ? "" : target.getRawPath());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_EXCERPT_CHARS
        ? text
        : text.substring(0, LONGEST_EXCERPT_CHARS) + "…";
  }
}
