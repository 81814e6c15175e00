package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.QueryRefusedException;
import dev.flatline.connectors.prometheus.profile.Lookup;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profile.Quantity;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.Selector;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Asks a server what it has of the profiles.
final class Discovery {
  private static final String NAME_LABEL = "__name__";

  private final PrometheusClient client;
  private final PrometheusSettings settings;
  private final Notes notes;
  private final SeriesCounter counter;

  Discovery(PrometheusClient client, PrometheusSettings settings, Notes notes) {
    this.client = client;
    this.settings = settings;
    this.notes = notes;
    counter = new SeriesCounter(client, notes, settings);
  }

  SeriesCounter counter() {
    return counter;
  }

  /// The profiles that apply.
  ///
  /// @throws SourceException where none does
  List<ProfileReading> readings() {
    List<Profile> candidates =
        settings.profile().equals(Profiles.AUTO)
            ? Profiles.bundled()
            : List.of(Profiles.chosen(settings.profile()));
    Set<String> present = present(candidates);
    List<ProfileReading> readings = new ArrayList<>();
    for (Profile profile : candidates) {
      if (isThere(profile, present)) {
        reading(profile, present).ifPresent(readings::add);
      }
    }
    if (readings.isEmpty()) {
      throw nothing(candidates);
    }
    return readings;
  }

  private Set<String> present(List<Profile> profiles) {
    Set<String> wanted = new TreeSet<>();
    for (Profile profile : profiles) {
      profile.detect().forEach(selector -> wanted.add(selector.metric()));
      profile.names().values().forEach(wanted::addAll);
      profile.workload().lookups().forEach(lookup -> wanted.add(lookup.selector().metric()));
      for (Quantity quantity : profile.quantities()) {
        for (QueryTemplate template : quantity.alternatives()) {
          template.selectors().forEach(selector -> wanted.add(selector.metric()));
        }
      }
    }
    wanted.removeIf(metric -> metric.startsWith("$"));
    return present(wanted);
  }

  private Set<String> present(Set<String> wanted) {
    Set<String> present = new HashSet<>(names("{__name__=~\"" + String.join("|", wanted) + "\"}"));
    present.retainAll(wanted);
    return present;
  }

  private List<String> names(String selector) {
    try {
      return notes.noted(
          client.labelValues(
              NAME_LABEL,
              List.of(selector),
              settings.from().toEpochMilli(),
              settings.to().toEpochMilli()));
    } catch (QueryRefusedException e) {
      throw e.asFailure("a shorter range or a profile by name may be less than it refuses");
    }
  }

  private boolean isThere(Profile profile, Set<String> present) {
    return profile.detect().stream()
        .filter(selector -> present.contains(selector.metric()))
        .anyMatch(
            selector ->
                selector.matchers().isEmpty()
                    || names(selector.promql("")).contains(selector.metric()));
  }

  private Optional<ProfileReading> reading(Profile profile, Set<String> present) {
    List<Ask> asks = new ArrayList<>();
    List<String> notThere = new ArrayList<>();
    for (Quantity quantity : profile.quantities()) {
      Optional<QueryTemplate> template =
          quantity.alternatives().stream()
              .flatMap(alternative -> alternative.resolved(profile.names(), present).stream())
              .findFirst();
      template.ifPresentOrElse(
          found -> asks.add(new Ask(quantity.target(), found)),
          () -> notThere.add(quantity.target().text()));
    }
    Map<Selector, Long> counts = counter.bySelector(asks);
    Optional<Selector> smallest =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .min(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey);
    if (asks.isEmpty()) {
      return Optional.empty();
    }
    String by = String.join(", ", profile.workload().by());
    SeriesLoad load =
        new SeriesLoad(
            SeriesCounter.heaviest(asks, counts),
            counter.groups(asks.getFirst().template().selectors().getFirst(), by));
    Optional<Long> scrapeMillis =
        smallest.flatMap(selector -> ScrapeInterval.millis(client, selector, settings));
    return Optional.of(
        new ProfileReading(
            profile, asks, notThere, workloadNames(profile, present), scrapeMillis, load));
  }

  /// Takes to the names of a profile what its lookups find in this time as well.
  void lookAgain(ProfileReading reading) {
    List<Lookup> lookups = reading.profile().workload().lookups();
    Set<String> wanted = new TreeSet<>();
    lookups.forEach(lookup -> wanted.add(lookup.selector().metric()));
    look(reading.names(), lookups, present(wanted));
  }

  private WorkloadNames workloadNames(Profile profile, Set<String> present) {
    WorkloadNames names = new WorkloadNames(profile.workload());
    look(names, profile.workload().lookups(), present);
    return names;
  }

  private void look(WorkloadNames names, List<Lookup> lookups, Set<String> present) {
    long fromMillis = settings.historyFromMillis();
    for (int i = 0; i < lookups.size(); i++) {
      if (present.contains(lookups.get(i).selector().metric())) {
        look(names, i, lookups.get(i).selector(), fromMillis, settings.to().toEpochMilli());
      }
    }
  }

  /// Halves the time where it is too much for the server. A lookup only names and describes, so it
  /// is given up, with a note, where an hour of it is still too much.
  private void look(
      WorkloadNames names, int lookup, Selector selector, long fromMillis, long toMillis) {
    try {
      notes.noted(
          client.series(
              selector.promql(""), fromMillis, toMillis, labels -> names.add(lookup, labels)));
    } catch (QueryRefusedException e) {
      if (toMillis - fromMillis <= 3_600_000) {
        notes.add("workloads lack what " + selector.metric() + " says of them: " + e.getMessage());
        return;
      }
      long middle = fromMillis / 2 + toMillis / 2;
      look(names, lookup, selector, fromMillis, middle);
      look(names, lookup, selector, middle, toMillis);
    }
  }

  private SourceException nothing(List<Profile> candidates) {
    String looked =
        candidates.stream()
            .map(
                profile ->
                    profile.name()
                        + " ("
                        + profile.detect().stream()
                            .map(Selector::metric)
                            .distinct()
                            .collect(Collectors.joining(" or "))
                        + ")")
            .collect(Collectors.joining(", "));
    return new SourceException(
        Reason.EMPTY,
        "the server has no series between "
            + settings.from()
            + " and "
            + settings.to()
            + " of any exporter that was looked for: "
            + looked);
  }
}
