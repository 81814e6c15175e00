package dev.flatline.server.recent;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.SeriesRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pictures of findings: what their workloads did from before the behaviour began until after
/// its end. They are made when a finding changes, and put together with what was kept of it before:
/// a picture never loses what it had.
final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  /// Time shown before the behaviour began: as long as it lasted, within these bounds. A working
  /// hour has something to be compared with; no more is kept than that.
  private static final Duration LEAST_BEFORE = Duration.ofHours(6);

  private static final Duration MOST_BEFORE = Recorder.KEPT;

  /// One takes up to 50 ms in a large fleet, and what workloads do has to be written as well.
  private static final int MOST_AT_ONCE = 50;

  private final FindingStore findings;
  private final SeriesStore store;
  private final Map<String, Finding> changed = new LinkedHashMap<>();
  private boolean failing;
  private long drawn;

  Pictures(FindingStore findings, SeriesStore store) {
    this.findings = findings;
    this.store = store;
  }

  /// These have changed; their pictures are made later.
  synchronized void change(Collection<Finding> newest) {
    newest.forEach(finding -> changed.put(finding.id(), finding));
  }

  /// All findings of workloads of whose behaviour something may be kept: what became of them before
  /// the end of the last process may not be in their pictures yet. What changes meanwhile is newer.
  ///
  /// @param since what was last observed before has its picture
  void changeObserved(Instant since) {
    Optional<FindingQuery.Place> after = Optional.empty();
    do {
      FindingQuery query =
          new FindingQuery(
              Severity.LOW,
              Optional.empty(),
              FindingQuery.Called.ANYTHING,
              FindingQuery.Handled.ANYHOW,
              FindingQuery.Order.OBSERVED,
              after,
              FindingQuery.MOST);
      List<Finding> page = findings.find(query);
      putBack(page.stream().filter(one -> !one.lastObserved().isBefore(since)).toList());
      boolean last =
          page.size() < FindingQuery.MOST || page.getLast().lastObserved().isBefore(since);
      after = last ? Optional.empty() : Optional.of(query.order().of(page.getLast()));
    } while (after.isPresent());
  }

  /// Whether there is something to be drawn.
  synchronized boolean isWaiting() {
    return !changed.isEmpty();
  }

  synchronized long drawn() {
    return drawn;
  }

  /// Makes the pictures of some that changed; others wait, and so does what the store does not
  /// take.
  ///
  /// @return whether one was made
  boolean draw(Recorder recorder) {
    List<Finding> now = take();
    int made = 0;
    try {
      for (Finding finding : now) {
        draw(finding, recorder);
        made++;
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("pictures of findings wait: {}", e.getMessage());
      }
      failing = true;
      putBack(now.subList(made, now.size()));
    }
    count(made);
    return made > 0;
  }

  private void draw(Finding finding, Recorder recorder) {
    Duration lasted = Duration.between(finding.firstObserved(), finding.lastObserved());
    Duration before =
        lasted.compareTo(LEAST_BEFORE) < 0
            ? LEAST_BEFORE
            : lasted.compareTo(MOST_BEFORE) > 0 ? MOST_BEFORE : lasted;
    Instant from = finding.firstObserved().minus(before);
    Instant to = finding.lastObserved().plus(before.dividedBy(2));
    SeriesRecorder series = new SeriesRecorder();
    store.find(finding.id()).points().forEach(series::add);
    recorder
        .points(finding.workload().name(), from.toEpochMilli(), to.toEpochMilli())
        .forEach(series::add);
    FindingSeries picture = series.toSeries();
    if (!picture.isEmpty()) {
      store.save(finding.id(), picture);
    }
  }

  private synchronized List<Finding> take() {
    List<Finding> now = changed.values().stream().limit(MOST_AT_ONCE).toList();
    now.forEach(finding -> changed.remove(finding.id()));
    return now;
  }

  private synchronized void putBack(List<Finding> waiting) {
    waiting.forEach(finding -> changed.putIfAbsent(finding.id(), finding));
  }

  private synchronized void count(int made) {
    drawn += made;
  }
}
