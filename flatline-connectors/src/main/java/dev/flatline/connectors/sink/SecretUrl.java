package dev.flatline.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.stream.Stream;

/// What of a URL that is itself a secret must not be repeated.
final class SecretUrl {
  /// Shorter parts are mostly words such as `hook`: without them no answer could be understood.
  private static final int LEAST_PART_CHARS = 6;

  private SecretUrl() {}

  /// The URL, its path and its query, and each longer part of these two: as they are written, and
  /// as who received them may have read them.
  static Stream<String> words(URI url) {
    String path = url.getRawPath();
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    Stream<String> wholes =
        Stream.of(url.toString(), path, query)
            .filter(whole -> !whole.isEmpty() && !whole.equals("/"))
            .flatMap(SecretUrl::readings);
    Stream<String> parts =
        Stream.concat(
                Stream.of(path.split("/", -1)),
                Stream.of(query.split("&", -1)).map(SecretUrl::value))
            .flatMap(SecretUrl::readings)
            .filter(part -> part.length() >= LEAST_PART_CHARS);
    return Stream.concat(wholes, parts);
  }

  private static String value(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  /// As it is, decoded, and decoded as forms are, where a plus is a space.
  private static Stream<String> readings(String raw) {
    return Stream.of(
        raw, URLDecoder.decode(raw.replace("+", "%2B"), UTF_8), URLDecoder.decode(raw, UTF_8));
  }
}
