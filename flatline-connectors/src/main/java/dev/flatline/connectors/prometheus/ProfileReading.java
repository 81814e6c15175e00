package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import java.util.List;
import java.util.Optional;

/// A profile as it is read from one server.
///
/// @param profile the profile
/// @param asks what the server has of it
/// @param notThere what it does not have
/// @param names how its workloads are called
/// @param scrapeMillis how often the exporter is scraped, empty where it could not be found out
/// @param load how much there is of it
record ProfileReading(
    Profile profile,
    List<Ask> asks,
    List<String> notThere,
    WorkloadNames names,
    Optional<Long> scrapeMillis,
    SeriesLoad load) {
  private static final long DEFAULT_SCRAPE_MILLIS = 15_000;

  ProfileReading {
    asks = List.copyOf(asks);
    notThere = List.copyOf(notThere);
  }

  /// The scrape interval to reckon with.
  long scrapeOrDefaultMillis() {
    return scrapeMillis.orElse(DEFAULT_SCRAPE_MILLIS);
  }

  /// The labels that tell workloads apart, as PromQL lists them.
  String by() {
    return String.join(", ", profile.workload().by());
  }
}
