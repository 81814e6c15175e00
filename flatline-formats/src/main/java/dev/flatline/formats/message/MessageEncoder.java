package dev.flatline.formats.message;

/// Writes a message in the form that a kind of receiver reads.
public interface MessageEncoder {

  /// The message's text, without a line's end.
  String encode(Message message);

  /// Its media type.
  default String contentType() {
    return "application/json";
  }
}
