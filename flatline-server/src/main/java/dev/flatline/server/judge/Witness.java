package dev.flatline.server.judge;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Sample;
import java.util.Collection;

/// Sees what is judged and found, on the thread that judges: it must neither wait nor fail.
public interface Witness {
  /// Sees nothing.
  Witness NOBODY =
      new Witness() {
        @Override
        public void taken(Sample sample) {}

        @Override
        public void stored(Collection<Finding> findings) {}
      };

  /// A sample of a time that is trusted is about to be judged; it may still prove too late.
  void taken(Sample sample);

  /// The store took these findings as they are now.
  void stored(Collection<Finding> findings);
}
