package dev.flatline.connectors.prometheus.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.SourceException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.Collectors;

/// One call of the API.
///
/// @param path what comes after `/api/v1`
/// @param form its parameters, encoded
/// @param posted whether the form travels in the body: queries are longer than URLs may be
/// @param what the call in words, for messages
record ApiRequest(String path, String form, boolean posted, String what) {

  static ApiRequest get(String path, String form, String what) {
    return new ApiRequest(path, form, false, what);
  }

  static ApiRequest post(String path, String form, String what) {
    return new ApiRequest(path, form, true, what);
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  HttpRequest to(PrometheusEndpoint endpoint) {
    String url = endpoint.baseUrl() + "/api/v1" + path;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder().timeout(endpoint.timeout()).header("Accept", "application/json");
    if (posted) {
      builder
          .uri(URI.create(url))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(form));
    } else {
      builder.uri(URI.create(form.isEmpty() ? url : url + "?" + form));
    }
    if (!endpoint.isLoopback()) {
      builder.header("Accept-Encoding", "gzip");
    }
    endpoint.headers().forEach((name, value) -> setHeader(builder, name, value));
    endpoint.secretHeaders().forEach((name, value) -> setHeader(builder, name, value.read()));
    String authorization = endpoint.credentials().authorization();
    if (!authorization.isEmpty()) {
      setHeader(builder, "Authorization", authorization);
    }
    return builder.build();
  }

  /// The platform's own message shows the value, which may be a secret.
  private static void setHeader(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          SourceException.Reason.SETTINGS,
          "the header "
              + name
              + " cannot be sent: its name or a character of its value is not allowed");
    }
  }
}
