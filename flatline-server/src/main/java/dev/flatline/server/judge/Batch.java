package dev.flatline.server.judge;

import dev.flatline.core.telemetry.Sample;
import java.util.List;
import java.util.OptionalLong;

/// Samples that came together: of one request, or of one look at a source.
///
/// @param source where they came from, such as `csv` or the name of a Prometheus: samples of one
///     source reach an event time together
/// @param samples in any order
/// @param reachedMillis up to when, itself included, the source has given everything with this
///     batch, or [#NOTHING_YET]; empty where its newest sample tells. It is in the snapshot.
/// @param complete whether the source gives nothing more that is as old as one of these samples and
///     of the same workload
/// @param heard whether the source was heard with it; else it is only to be waited for
public record Batch(
    String source,
    List<Sample> samples,
    OptionalLong reachedMillis,
    boolean complete,
    boolean heard) {
  /// Of a source that does not say yet up to when it has given everything.
  public static final long NOTHING_YET = Long.MIN_VALUE;

  /// Copies the list.
  public Batch {
    samples = List.copyOf(samples);
  }

  /// Of a source that was heard.
  public Batch(String source, List<Sample> samples, OptionalLong reachedMillis, boolean complete) {
    this(source, samples, reachedMillis, complete, true);
  }

  /// Of a source that is about to be asked, and was judged up to then.
  public static Batch announcing(String source, long reachedMillis) {
    return new Batch(source, List.of(), OptionalLong.of(reachedMillis), false, false);
  }

  /// Of which more may come.
  public Batch(String source, List<Sample> samples, OptionalLong reachedMillis) {
    this(source, samples, reachedMillis, false);
  }

  /// Of a source that does not know up to when it has given everything.
  public Batch(String source, List<Sample> samples) {
    this(source, samples, OptionalLong.empty());
  }
}
