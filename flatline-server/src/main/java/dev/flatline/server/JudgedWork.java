package dev.flatline.server;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.server.console.LiveEvents;
import dev.flatline.server.judge.Witness;
import dev.flatline.server.recent.Recent;
import java.util.Collection;

/// Hands on what is judged and found.
///
/// @param recent remembers what workloads did
/// @param events tell pages of changes
record JudgedWork(Recent recent, LiveEvents events) implements Witness {

  @Override
  public void taken(Sample sample) {
    recent.take(sample);
  }

  @Override
  public void stored(Collection<Finding> findings) {
    recent.changed(findings);
    events.changed();
  }
}
