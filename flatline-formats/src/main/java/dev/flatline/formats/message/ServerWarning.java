package dev.flatline.formats.message;

import dev.flatline.core.finding.Severity;
import java.time.Instant;

/// Something that is wrong with a Flatline server itself.
///
/// @param server the host on which it runs; empty where that is not known
/// @param id what is wrong, the same for the same thing always, such as `canary`
/// @param severity how bad it is
/// @param text what is wrong, and what to do
/// @param since when it was raised first
public record ServerWarning(
    String server, String id, Severity severity, String text, Instant since) {

  /// The same without secrets in its text.
  ServerWarning redacted() {
    return new ServerWarning(server, id, severity, Redaction.of(text), since);
  }
}
