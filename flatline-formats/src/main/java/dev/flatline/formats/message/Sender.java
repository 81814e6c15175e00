package dev.flatline.formats.message;

/// Who sends messages.
///
/// @param version of Flatline
/// @param host on which it runs; empty where that is not known
public record Sender(String version, String host) {
  /// The vendor and the product's name, as receivers file it.
  static final String PRODUCT = "Flatline";
}
