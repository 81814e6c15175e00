package dev.flatline.connectors.sink;

/// A message as bytes go.
///
/// @param id the same however often it is sent: letters, digits, `-` and `_`
/// @param contentType its media type
/// @param text the message, without a line's end
public record Payload(String id, String contentType, String text) {}
