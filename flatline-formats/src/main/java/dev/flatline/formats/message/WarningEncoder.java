package dev.flatline.formats.message;

/// Writes warnings as well, in the form that the same receiver reads.
public interface WarningEncoder extends MessageEncoder {

  /// The message's text, without a line's end.
  String encode(WarningMessage message);
}
