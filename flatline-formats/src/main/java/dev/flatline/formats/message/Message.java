package dev.flatline.formats.message;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.explain.CostText;
import dev.flatline.formats.text.TimeText;
import dev.flatline.formats.text.VisibleText;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What a sink is told: a finding, and what became of it. The finding has lost its secrets.
///
/// @param id the same however often it is sent, so that a receiver can drop a repeat: letters,
///     digits, `-` and `_`
/// @param kind what became of the finding
/// @param at when that was written down, by the server's clock
/// @param finding as it was then
/// @param console where the console is that shows it; empty where nobody has said
public record Message(
    String id, MessageKind kind, Instant at, Finding finding, Optional<URI> console) {

  /// Names longer than this are shortened where a person reads them.
  private static final int LONGEST_NAME_CHARS = 200;

  /// Takes the finding's secrets out.
  public Message {
    finding = Redaction.of(finding);
  }

  /// Whether the behaviour has ended.
  public boolean isOver() {
    return finding.status() == Finding.Status.CLOSED;
  }

  /// What it is about, in a line.
  public String title() {
    String name = VisibleText.shortened(finding.workload().name(), LONGEST_NAME_CHARS);
    return switch (kind) {
      case TEST -> "TEST, nothing was found: " + name + " stands for a workload that mines";
      case CLOSED -> name + " no longer behaves like a miner";
      case CHANGED -> name + " behaves like a miner: now " + finding.severity().label();
      case OPENED -> name + " behaves like a miner";
    };
  }

  /// What it has cost so far, as far as that is known, and since when.
  public String cost() {
    return CostText.of(finding)
        + "; for somebody else, if it mines, since "
        + TimeText.minute(finding.firstObserved())
        + " UTC";
  }

  /// The console's page of the finding.
  public Optional<URI> page() {
    return console.map(base -> ConsolePages.of(base, "findings/" + finding.id()));
  }
}
