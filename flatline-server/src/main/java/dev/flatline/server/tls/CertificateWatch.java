package dev.flatline.server.tls;

import dev.flatline.core.finding.Severity;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.warning.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Warns of certificates and revocation lists that end soon.
public final class CertificateWatch {
  private final Supplier<List<Validity>> validities;
  private final Warnings warnings;
  private final InstantSource clock;
  private Set<String> seen = Set.of();

  /// @param tls whose certificates
  /// @param warnings are raised, and cleared once they were renewed
  public CertificateWatch(ServerTls tls, Warnings warnings, InstantSource clock) {
    this(tls::validities, warnings, clock);
  }

  CertificateWatch(Supplier<List<Validity>> validities, Warnings warnings, InstantSource clock) {
    this.validities = validities;
    this.warnings = warnings;
    this.clock = clock;
  }

  /// Looks at the files as they are now; what is not in them any more is not warned of. On one
  /// thread.
  public void look() {
    Instant now = clock.instant();
    List<Validity> all = validities.get();
    Set<String> here = all.stream().map(Validity::id).collect(Collectors.toSet());
    seen.stream().filter(id -> !here.contains(id)).forEach(warnings::clear);
    seen = here;
    for (Validity one : all) {
      if (one.isOverAt(now)) {
        warnings.raise(
            one.id(),
            Severity.HIGH,
            one.what() + " ended at " + end(one) + ", and " + one.after() + ".");
      } else if (one.endsSoonAt(now)) {
        String left = TimeText.duration(Duration.between(now, one.until()));
        warnings.raise(
            one.id(),
            Severity.MEDIUM,
            one.what() + " ends in " + left + ", at " + end(one) + "; then " + one.after() + ".");
      } else {
        warnings.clear(one.id());
      }
    }
  }

  private static String end(Validity one) {
    return TimeText.minute(one.until()) + " UTC";
  }
}
