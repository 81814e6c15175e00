package dev.flatline.formats.explain;

import dev.flatline.core.correlate.OwnerContext;
import dev.flatline.core.correlate.Weighing;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.compute.DecouplingDetector;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What speaks against a miner, as far as a finding carries it: detectors that looked and found
/// nothing, and context that lowered it. What could not be told speaks neither for nor against.
public final class AgainstText {
  private AgainstText() {}

  /// Line by line, empty where nothing does.
  public static List<String> of(Finding finding) {
    List<String> lines = new ArrayList<>();
    asked(finding).stream()
        .filter(spec -> isClear(spec.id(), finding))
        .forEach(spec -> lines.add(spec.id() + ": " + clear(spec)));
    finding.context().stream()
        .filter(one -> Weighing.isLowering(one) || OwnerContext.speaksAgainst(one))
        .forEach(lines::add);
    return lines;
  }

  /// The detectors that answered when this was found, each once; none where another version did.
  private static List<DetectorSpec> asked(Finding finding) {
    if (finding.evidence().isEmpty()) {
      return List.of();
    }
    Set<String> found =
        finding.evidence().stream().map(Evidence::detector).collect(Collectors.toSet());
    List<DetectorSpec> asked = DetectorCatalog.ALL.specsFor(finding.evidence().getFirst().aspect());
    boolean all =
        asked.stream().map(DetectorSpec::id).collect(Collectors.toSet()).containsAll(found);
    return all ? asked : List.of();
  }

  private static boolean isClear(String detector, Finding finding) {
    return finding.evidence().stream().noneMatch(one -> one.detector().equals(detector))
        && finding.unknowns().stream().noneMatch(one -> one.startsWith(detector + ": "));
  }

  private static String clear(DetectorSpec spec) {
    return spec.id().equals(DecouplingDetector.ID)
        ? "network or disk moved with the CPU"
        : "looked and found none: " + spec.title();
  }
}
