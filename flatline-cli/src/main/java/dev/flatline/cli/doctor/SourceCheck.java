package dev.flatline.cli.doctor;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.PollingSource;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.poll.PolledServer;
import java.time.Duration;
import java.util.List;

/// Servers that are asked: whether each answers, lets us in, and has what a profile needs.
record SourceCheck(List<PolledServer> servers) implements Check {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /// For all of them.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// A source gives up to two scrape intervals ago.
  private static final int INTERVALS_BEHIND = 2;

  /// Six minutes are judged, in panes of one minute.
  private static final Duration SPARSE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "source";
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public List<CheckResult> look() {
    return servers.isEmpty()
        ? List.of(CheckResult.skipped(name(), "the configuration asks no server (poll)"))
        : servers.stream().map(this::look).toList();
  }

  private CheckResult look(PolledServer server) {
    long now = System.currentTimeMillis();
    try (PollingSource source =
        new PollingSource(server.endpoint().withTimeout(ANSWER), server.profile())) {
      Duration interval =
          Duration.ofMillis(now - source.endMillis(now, now)).dividedBy(INTERVALS_BEHIND);
      String found =
          server.name() + " has what profiles need, every " + TimeText.duration(interval);
      return interval.compareTo(SPARSE) > 0
          ? CheckResult.warning(
              name(), found, "scrape every minute or oftener: what is short is not seen")
          : CheckResult.ok(name(), found);
    } catch (SourceException e) {
      return CheckResult.problem(
          name(),
          server.name() + ": " + e.getMessage(),
          "try 'flatline hunt --prometheus " + server.endpoint() + "'");
    }
  }
}
