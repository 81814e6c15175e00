package dev.flatline.core.finding;

import java.util.Collection;
import java.util.Map;

/// Where findings are kept together with what is remembered of their workloads: so whoever goes on
/// after a crash knows the findings that others were told of.
public interface JudgedStore extends FindingStore {

  /// Keeps the newest state of each finding, and of the workloads, all or nothing.
  ///
  /// @param memories what is remembered of each workload, by its name
  void save(Collection<Finding> findings, Map<String, byte[]> memories);

  /// What was last kept of each workload, and not forgotten.
  Collection<byte[]> memories();

  /// All that is remembered of workloads up to now is about to be kept elsewhere.
  void markMemories();

  /// It is kept elsewhere now: what was remembered before [#markMemories] is superfluous.
  void forgetMemories();
}
