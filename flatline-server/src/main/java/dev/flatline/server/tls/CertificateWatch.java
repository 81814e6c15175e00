package dev.flatline.server.tls;

import dev.flatline.core.finding.Severity;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.warning.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Warns of certificates and revocation lists that end soon.
public final class CertificateWatch {
  private final Supplier<List<Validity>> validities;
  private final Warnings warnings;
  private final InstantSource clock;

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

  /// Looks at the files as they are now.
  public void look() {
    Instant now = clock.instant();
    for (Validity one : validities.get()) {
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
