package dev.flatline.server.recent;

import dev.flatline.formats.report.FindingSeries;

/// Where is kept what is needed to draw findings. Failures are runtime exceptions that say what is
/// in
/// the way. Safe for several threads.
public interface SeriesStore {

  /// Keeps the series of a finding in place of the one before; of a finding that is gone nothing.
  void save(String finding, FindingSeries series);

  /// The series of a finding, [FindingSeries#NONE] where there is none or it is damaged.
  FindingSeries find(String finding);
}
