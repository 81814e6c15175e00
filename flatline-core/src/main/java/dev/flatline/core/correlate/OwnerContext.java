package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.telemetry.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the other pods of an owner say of a finding of one pod: which did the same, and which facts
/// point to a deployment or to load, and which to a miner. It is told and lowers nothing: a miner
/// in an image comes to all pods at once, too.
///
/// @param owner whose pods
/// @param risen how many of them, this one included, rose within three hours of each other
/// @param seen how many there are
/// @param newborn how many of those that rose did so from their first sample on
/// @param apart time from the first rise to the last
/// @param othersOnNode how many pods of other owners on the same node rose
/// @param minuteCv coefficient of variation of this pod's minutes, NaN where it is not known
/// @param ownersDays how many days of other pods, before this one was born, it was judged by
/// @param knownDays those and its own
/// @param likeDays on how many of all these one like it was
public record OwnerContext(
    Owner owner,
    int risen,
    int seen,
    int newborn,
    Duration apart,
    int othersOnNode,
    double minuteCv,
    double ownersDays,
    double knownDays,
    double likeDays) {
  /// As steady as a miner at full speed: RandomX at its quota has 0.004 (our own recording).
  private static final double STEADY_CV = 0.01;

  /// So many days of a past say something of what was not in it.
  private static final double TELLING_DAYS = 14;

  /// Less than one like it in so long a past is none.
  private static final double NONE_LIKE = 0.5;

  private static final String INNOCENT = "for a deployment or load: ";

  private static final String NOTHING = "nothing that is known";

  /// Whether this sentence of a finding's context names facts that point to something innocent.
  public static boolean speaksAgainst(String context) {
    return context.startsWith(INNOCENT) && !context.endsWith(NOTHING);
  }

  /// The verdict with this as context.
  public Verdict explain(Verdict verdict) {
    List<String> context = new ArrayList<>(verdict.context());
    if (ownersDays > 0) {
      context.add(
          "judged by the "
              + daysText(ownersDays)
              + " known of other pods of "
              + owner.text()
              + " before this one began, and by its own");
    }
    if (risen > 1) {
      context.add(together());
      context.add(INNOCENT + joined(forDeployment(verdict)));
      context.add("for a miner: " + joined(forMiner(verdict)));
    } else if (seen > 1) {
      context.add(
          "it rose alone of "
              + seen
              + " pods of "
              + owner.text()
              + ": that points to something in this pod, not to a roll-out or to load");
    }
    return new Verdict(
        verdict.severity(),
        verdict.confidence(),
        verdict.firstObserved(),
        verdict.evidence(),
        context,
        verdict.unknowns());
  }

  private String together() {
    long minutes = Math.max(1, Math.ceilDiv(apart.toSeconds(), 60));
    return "%d of %d pods of %s rose within %s"
        .formatted(risen, seen, owner.text(), minutes == 1 ? "one minute" : minutes + " minutes");
  }

  private List<String> forDeployment(Verdict verdict) {
    List<String> facts = new ArrayList<>();
    if (newborn > 0) {
      String who = newborn == risen ? "all of them" : newborn + " of them";
      facts.add(who + " rose from their first sample on, as a roll-out brings new pods");
    }
    if (verdict.context().contains(Correlator.COUPLED)) {
      facts.add("network or disk moved with the CPU");
    }
    if (othersOnNode > 0) {
      facts.add(
          othersOnNode
              + (othersOnNode == 1 ? " pod" : " pods")
              + " of other owners on its node rose as well");
    }
    return facts;
  }

  private List<String> forMiner(Verdict verdict) {
    List<String> facts = new ArrayList<>();
    if (newborn == 0) {
      facts.add("pods rose that ran before, without a roll-out");
    }
    if (knownDays >= TELLING_DAYS && likeDays < NONE_LIKE) {
      facts.add("nothing like it on its pods in the " + daysText(knownDays) + " known");
    }
    if (verdict.evidence().stream().anyMatch(one -> one.aspect() == Aspect.COUPLING)) {
      facts.add("network and disk stayed where they were");
    }
    if (minuteCv <= STEADY_CV) {
      facts.add("as steady as a miner at full speed");
    }
    return facts;
  }

  private static String daysText(double days) {
    long whole = Math.round(days);
    return whole < 2 ? Math.round(24 * days) + " hours" : whole + " days";
  }

  private static String joined(List<String> facts) {
    return facts.isEmpty() ? NOTHING : String.join("; ", facts);
  }
}
