package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.formats.text.TimeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where a server is and how to talk to it.
///
/// @param baseUrl what comes before `/api/v1`, with the path prefix of Mimir, Thanos or
///     VictoriaMetrics where there is one, without a slash at the end
/// @param credentials who we are
/// @param tls whom to trust
/// @param headers sent with every request, for example the tenant in `X-Scope-OrgID`
/// @param secretHeaders the same, whose values are read anew for every request
/// @param timeout how long to wait for an answer to begin, and for more of one that stalls
public record PrometheusEndpoint(
    URI baseUrl,
    Credentials credentials,
    TlsSettings tls,
    Map<String, String> headers,
    Map<String, Secret> secretHeaders,
    Duration timeout) {
  /// As long as Prometheus by default lets a query run.
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  private static final int HIGHEST_PORT = 65_535;

  /// A header's value shorter than this is a tenant or a flag, no secret.
  private static final int SHORTEST_SECRET_CHARS = 8;

  /// Copies the headers.
  public PrometheusEndpoint {
    headers = Map.copyOf(headers);
    secretHeaders = Map.copyOf(secretHeaders);
    if (timeout.isNegative() || timeout.isZero()) {
      throw settings("a time-out of " + TimeText.duration(timeout));
    }
  }

  /// A server without credentials. A user and password in the URL are taken out of it.
  ///
  /// @throws SourceException where the URL is none; the message never shows a password in it
  public static PrometheusEndpoint of(String url) {
    URI parsed = parsed(url);
    String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
    URI base =
        URI.create(parsed.getScheme() + "://" + hostAndPort(parsed) + path.replaceAll("/+$", ""));
    return new PrometheusEndpoint(
        base, credentialsIn(parsed), TlsSettings.PLATFORM, Map.of(), Map.of(), DEFAULT_TIMEOUT);
  }

  /// The same with these credentials.
  public PrometheusEndpoint withCredentials(Credentials newCredentials) {
    return new PrometheusEndpoint(baseUrl, newCredentials, tls, headers, secretHeaders, timeout);
  }

  /// The same with these TLS settings.
  public PrometheusEndpoint withTls(TlsSettings newTls) {
    return new PrometheusEndpoint(baseUrl, credentials, newTls, headers, secretHeaders, timeout);
  }

  /// The same with these headers instead of others.
  public PrometheusEndpoint withHeaders(Map<String, String> newHeaders) {
    return new PrometheusEndpoint(baseUrl, credentials, tls, newHeaders, secretHeaders, timeout);
  }

  /// The same with these headers, whose values lie elsewhere, instead of others.
  public PrometheusEndpoint withSecretHeaders(Map<String, Secret> newHeaders) {
    return new PrometheusEndpoint(baseUrl, credentials, tls, headers, newHeaders, timeout);
  }

  /// The same with this time-out.
  public PrometheusEndpoint withTimeout(Duration newTimeout) {
    return new PrometheusEndpoint(baseUrl, credentials, tls, headers, secretHeaders, newTimeout);
  }

  /// Whether the server is on this machine, where compressing costs more than it saves.
  boolean isLoopback() {
    String host = baseUrl.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /// What tells the server who we are, without secrets; empty where nothing does.
  String identity() {
    List<String> parts = new ArrayList<>();
    if (!(credentials instanceof Credentials.Anonymous)) {
      parts.add(credentials.toString());
    }
    tls.client().ifPresent(client -> parts.add("certificate " + client.certificate()));
    Stream.of(headers, secretHeaders)
        .flatMap(some -> some.keySet().stream())
        .sorted()
        .forEach(name -> parts.add("header " + name));
    return String.join(", ", parts);
  }

  /// A text of the server's without our secrets, should it have repeated them.
  String redacted(String text) {
    String secret = credentials.secret();
    String clean = secret.isEmpty() ? text : text.replace(secret, "***");
    for (String value : headers.values()) {
      clean = value.length() < SHORTEST_SECRET_CHARS ? clean : clean.replace(value, "***");
    }
    for (Secret value : secretHeaders.values()) {
      clean = clean.replace(value.read(), "***");
    }
    return clean;
  }

  /// The URL; neither credentials nor the values of headers.
  @Override
  public String toString() {
    return baseUrl.toString();
  }

  private static URI parsed(String url) {
    if (url.isBlank()) {
      throw settings("the URL is empty; give one such as http://localhost:9090");
    }
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException e) {
      throw settings(
          "not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1) + hint(url));
    }
    String scheme = parsed.getScheme();
    if (parsed.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw settings(
          "not a URL of the form http://host:port or https://host:port/prefix" + hint(url));
    }
    if (parsed.getPort() > HIGHEST_PORT) {
      throw settings("the port " + parsed.getPort() + " is above " + HIGHEST_PORT);
    }
    if (parsed.getRawQuery() != null || parsed.getRawFragment() != null) {
      throw settings("the URL of a Prometheus has no ? and no #; give the part before /api/v1");
    }
    return parsed;
  }

  /// What is missing most often is the scheme. A text with an @ may hold a password.
  private static String hint(String url) {
    if (url.contains("@") || url.contains("://")) {
      return "";
    }
    try {
      String guess = "http://" + url;
      return new URI(guess).getHost() == null ? "" : "; did you mean " + guess + "?";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String hostAndPort(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static Credentials credentialsIn(URI url) {
    if (url.getUserInfo() == null) {
      return new Credentials.Anonymous();
    }
    String[] parts = url.getUserInfo().split(":", 2);
    return new Credentials.Basic(parts[0], parts.length < 2 ? "" : parts[1]);
  }

  private static SourceException settings(String message) {
    return new SourceException(SourceException.Reason.SETTINGS, message);
  }
}
