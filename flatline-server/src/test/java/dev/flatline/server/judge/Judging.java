package dev.flatline.server.judge;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.JudgedStore;
import dev.flatline.core.policy.Policy;
import dev.flatline.testkit.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the tests of this package judge with.
final class Judging {
  /// A clock that shows the end of all traces.
  static final Clock CLOCK = Clock.fixed(Traces.END, ZoneOffset.UTC);

  static final Judgement.Settings SETTINGS =
      new Judgement.Settings(
          EngineSettings.DEFAULT,
          Policy.none(),
          CLOCK,
          Duration.ofDays(1),
          Map.of(),
          Integer.MAX_VALUE,
          Witness.NOBODY);

  private Judging() {}

  /// Keeps findings in memory, or fails.
  static final class MemoryStore implements JudgedStore {
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, byte[]> memories = new HashMap<>();
    private Set<byte[]> marked = Set.of();
    private boolean failing;

    synchronized void fail(boolean now) {
      failing = now;
    }

    @Override
    public synchronized void save(Collection<Finding> newest) {
      if (failing) {
        throw new IllegalStateException("the disk is full");
      }
      newest.forEach(finding -> findings.put(finding.id(), finding));
    }

    @Override
    public synchronized void save(Collection<Finding> newest, Map<String, byte[]> newMemories) {
      save(newest);
      memories.putAll(newMemories);
    }

    @Override
    public synchronized Collection<byte[]> memories() {
      return List.copyOf(memories.values());
    }

    @Override
    public synchronized void markMemories() {
      marked = Set.copyOf(memories.values());
    }

    @Override
    public synchronized void forgetMemories() {
      memories.values().removeAll(marked);
    }

    @Override
    public synchronized Optional<Finding> find(String id) {
      return Optional.ofNullable(findings.get(id));
    }

    @Override
    public synchronized List<Finding> find(FindingQuery query) {
      return List.copyOf(findings.values());
    }

    synchronized List<Finding> all() {
      return List.copyOf(findings.values());
    }
  }
}
