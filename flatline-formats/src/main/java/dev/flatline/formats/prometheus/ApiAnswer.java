package dev.flatline.formats.prometheus;

import java.util.List;
import java.util.Optional;

/// What an answer says beside its data.
///
/// @param error why there is no data, empty where the query succeeded
/// @param warnings what the server warns of: most often that a part of the data is missing
/// @param infos remarks on the query
/// @param partial whether the server says that a part of the data is missing (VictoriaMetrics)
/// @param histogramSeries series of native histograms, which are skipped
public record ApiAnswer(
    Optional<ApiError> error,
    List<String> warnings,
    List<String> infos,
    boolean partial,
    int histogramSeries) {

  /// Copies the lists.
  public ApiAnswer {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }
}
