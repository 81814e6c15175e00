package dev.flatline.formats.message;

import dev.flatline.core.finding.Finding;
import dev.flatline.testkit.Findings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Messages with names.
final class Messages {
  static final Instant AT = Findings.MOVED_IN_AT.plus(Duration.ofMinutes(31));
  static final URI CONSOLE = URI.create("https://flatline.example/see");

  private Messages() {}

  static Message opened() {
    return of(MessageKind.OPENED, Findings.movedIn());
  }

  static Message closed() {
    Finding open = Findings.movedIn();
    return of(MessageKind.CLOSED, open.lasting(open.lastObserved(), Finding.Status.CLOSED));
  }

  static Message test() {
    return TestMessage.of("siem", AT, Optional.of(CONSOLE));
  }

  static Message named(String workload) {
    return of(MessageKind.OPENED, Findings.named(workload));
  }

  static Message of(MessageKind kind, Finding finding) {
    return new Message("siem-" + finding.id() + "-1", kind, AT, finding, Optional.of(CONSOLE));
  }
}
