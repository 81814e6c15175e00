package dev.flatline.formats.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Label slices over a buffer made for them.
final class Slices {
  /// What hashes a text.
  private interface Hash {
    long of(byte[] bytes, long slice);
  }

  private Slices() {}

  /// Labels given as names and values by turns, sealed. A character is a byte.
  static LabelSlices of(String... texts) {
    LabelSlices labels = new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL);
    seal(labels, texts);
    return labels;
  }

  /// The same, all with one hash.
  static LabelSlices ofOneHash(String... texts) {
    LabelSlices labels = new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL);
    seal(labels, (bytes, slice) -> 1, texts);
    return labels;
  }

  /// Fills and seals.
  static Optional<SkipReason> seal(LabelSlices labels, String... texts) {
    return seal(labels, TextSlice::hash, texts);
  }

  private static Optional<SkipReason> seal(LabelSlices labels, Hash hash, String... texts) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(String.join("", texts).getBytes(ISO_8859_1));
    text.writeBytes(new byte[TextSlice.SPARE_BYTES]);
    byte[] bytes = text.toByteArray();
    labels.over(bytes);
    int at = 0;
    for (int i = 0; i < texts.length; i += 2) {
      long name = TextSlice.of(at, texts[i].length());
      long value = TextSlice.of(at + texts[i].length(), texts[i + 1].length());
      at += texts[i].length() + texts[i + 1].length();
      labels.add(name, hash.of(bytes, name), value, hash.of(bytes, value));
    }
    return labels.seal();
  }
}
