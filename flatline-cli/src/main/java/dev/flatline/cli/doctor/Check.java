package dev.flatline.cli.doctor;

import java.time.Duration;
import java.util.List;

/// Looks at one kind of thing.
interface Check {
  /// What stays in one machine answers at once; what goes over a network may need to resolve a
  /// name, connect and shake hands.
  Duration LIMIT = Duration.ofSeconds(10);

  /// What it looks at.
  String name();

  /// How long it may take.
  default Duration limit() {
    return LIMIT;
  }

  /// Looks.
  List<CheckResult> look();
}
