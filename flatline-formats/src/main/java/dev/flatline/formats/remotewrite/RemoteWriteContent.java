package dev.flatline.formats.remotewrite;

import dev.flatline.formats.Excerpt;
import java.util.Locale;

/// What the headers of a request say of its body.
public sealed interface RemoteWriteContent {

  /// A body that is decoded.
  ///
  /// @param version which message it is
  record Accepted(RemoteWriteVersion version) implements RemoteWriteContent {}

  /// A body that cannot be decoded; the answer to it is 415, Unsupported Media Type, after which a
  /// sender may try another version.
  ///
  /// @param reason why, for the sender's log
  record Refused(String reason) implements RemoteWriteContent {}

  /// Reads the two headers. An absent one is what remote write 1.0 has.
  ///
  /// @param contentType the value of `Content-Type`, empty where absent
  /// @param contentEncoding the value of `Content-Encoding`, empty where absent
  static RemoteWriteContent of(String contentType, String contentEncoding) {
    String encoding = contentEncoding.strip();
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("snappy")) {
      return new Refused("the encoding is " + Excerpt.of(encoding) + ", only snappy is decoded");
    }
    String[] parts = contentType.split(";", -1);
    String mediaType = parts[0].strip();
    if (!mediaType.isEmpty() && !mediaType.equalsIgnoreCase("application/x-protobuf")) {
      return new Refused(
          "the content type is " + Excerpt.of(mediaType) + ", only application/x-protobuf is read");
    }
    String message = RemoteWriteVersion.V1.messageName();
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.toLowerCase(Locale.ROOT).startsWith("proto=")) {
        message = unquoted(parameter.substring("proto=".length()));
      }
    }
    for (RemoteWriteVersion version : RemoteWriteVersion.values()) {
      if (message.equals(version.messageName())) {
        return new Accepted(version);
      }
    }
    return new Refused("the message " + Excerpt.of(message) + " is unknown");
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
