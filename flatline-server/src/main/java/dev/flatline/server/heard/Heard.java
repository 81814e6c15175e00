package dev.flatline.server.heard;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// When everything was last heard, as it is remembered over a restart.
///
/// @param sources by their names
/// @param senders each by itself
public record Heard(Map<String, Instant> sources, Map<Sender, Instant> senders) {
  /// Copies the maps.
  public Heard {
    sources = Map.copyOf(sources);
    senders = Map.copyOf(senders);
  }

  /// Without the sources that shall be forgotten.
  ///
  /// @param kept whether a source of this name, heard then, is remembered
  public Heard withSources(BiPredicate<String, Instant> kept) {
    return new Heard(
        sources.entrySet().stream()
            .filter(entry -> kept.test(entry.getKey(), entry.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        senders);
  }
}
