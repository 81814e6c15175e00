package dev.flatline.server.warning;

import dev.flatline.core.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is wrong with the server itself at the moment. Whoever watches something raises its warning
/// each time that they look, and clears it once it is well again; the log hears of it when it
/// begins, when it gets better or worse, once a day while it goes on, and when it is over.
/// Listeners
/// hear of all of it. Safe for several threads.
public final class Warnings {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

  /// Logs are looked at day by day.
  static final Duration LOGGED_EVERY = Duration.ofDays(1);

  private static final Comparator<Warning> WORST_FIRST =
      Comparator.comparing(Warning::severity)
          .reversed()
          .thenComparing(Warning::since)
          .thenComparing(Warning::id);

  private final InstantSource clock;
  private final Runnable changed;
  private final Map<String, Raised> byId = new HashMap<>();
  private final List<WarningListener> listeners = new ArrayList<>();

  /// @param clock says since when
  /// @param changed is run when there is one more or less
  public Warnings(InstantSource clock, Runnable changed) {
    this.clock = clock;
    this.changed = changed;
  }

  private record Raised(Warning warning, Instant logged) {}

  /// Tells somebody from now on, and at once of what is wrong already.
  public synchronized void listen(WarningListener listener) {
    listeners.add(listener);
    byId.values().forEach(raised -> listener.raised(raised.warning, raised.warning.since()));
  }

  /// Something is wrong, or still is.
  ///
  /// @param id of the thing, as in [Warning#id]
  /// @param text what is wrong, and what to do
  public synchronized void raise(String id, Severity severity, String text) {
    Instant now = clock.instant();
    Raised before = byId.get(id);
    if (before == null) {
      log(id, severity, text);
      put(new Raised(new Warning(id, severity, text, now), now), now);
      changed.run();
      return;
    }
    boolean news =
        before.warning.severity() != severity || !before.logged.plus(LOGGED_EVERY).isAfter(now);
    if (news) {
      log(id, severity, text);
    }
    Warning warning = new Warning(id, severity, text, before.warning.since());
    put(new Raised(warning, news ? now : before.logged), now);
  }

  private void put(Raised raised, Instant now) {
    byId.put(raised.warning.id(), raised);
    listeners.forEach(listener -> listener.raised(raised.warning, now));
  }

  private static void log(String id, Severity severity, String text) {
    LOG.warn("{} ({}): {}", id, severity.label(), text);
  }

  /// All is well with this thing, as far as is known.
  public synchronized void clear(String id) {
    Raised before = byId.remove(id);
    if (before != null) {
      LOG.info("{}: well again", id);
      Instant now = clock.instant();
      listeners.forEach(listener -> listener.cleared(before.warning, now));
      changed.run();
    }
  }

  /// What is wrong now, the worst first.
  public synchronized List<Warning> now() {
    return byId.values().stream().map(Raised::warning).sorted(WORST_FIRST).toList();
  }
}
