package dev.flatline.formats.remotewrite;

import dev.flatline.formats.series.SkipReason;
import java.util.Optional;

/// The tags by which a version's request and its series tell their fields.
///
/// @param series of a series in its request
/// @param requestMetadata of metadata in its request, 0 where there is none
/// @param exemplar of a series
/// @param histogram of a series
record SeriesTags(int series, int requestMetadata, int exemplar, int histogram) {
  /// Of a series, in both versions.
  static final int SAMPLE = 2 << 3 | 2;

  /// Of a series of version 2; unknown to version 1.
  private static final int METADATA = 5 << 3 | 2;

  /// Of a series of version 2, in release candidates of the specification.
  private static final int CREATED_TIMESTAMP = 6 << 3;

  static SeriesTags of(RemoteWriteVersion version) {
    return switch (version) {
      case V1 -> new SeriesTags(1 << 3 | 2, 3 << 3 | 2, 3 << 3 | 2, 4 << 3 | 2);
      case V2 -> new SeriesTags(5 << 3 | 2, 0, 4 << 3 | 2, 3 << 3 | 2);
    };
  }

  /// What a field of a series is that is neither labels nor a sample.
  Optional<SkipReason> skipped(int tag) {
    if (tag == exemplar) {
      return Optional.of(SkipReason.EXEMPLAR);
    }
    if (tag == histogram) {
      return Optional.of(SkipReason.HISTOGRAM);
    }
    return switch (tag) {
      case METADATA -> Optional.of(SkipReason.METADATA);
      case CREATED_TIMESTAMP -> Optional.of(SkipReason.CREATED_TIMESTAMP);
      default -> Optional.empty();
    };
  }
}
