package dev.flatline.cli.evaluate;

import java.util.Optional;
import java.util.Random;

/// Draws when miners move in: evenly from the time that counts and that leaves long enough to
/// notice them, and only while the workload is observed, as the time to detection would measure a
/// gap in the telemetry otherwise. Where the workload's own plateaus are the measure, one that can
/// be followed for as long is drawn, if there is one.
final class Stays {
  /// What is drawn may leave too little time before the telemetry ends: then it is drawn again.
  private static final int MOST_DRAWS = 100;

  private final EvaluationPlan plan;

  Stays(EvaluationPlan plan) {
    this.plan = plan;
  }

  /// The stay of a miner of this level; empty where the telemetry is too short for one.
  Optional<Stay> draw(Course course, double level, Random random) {
    long earliest = course.countedFromMillis();
    long latest = course.lastMillis() - plan.within().toMillis();
    Optional<Stay> drawn = Optional.empty();
    for (int draw = 0; draw < MOST_DRAWS && latest > earliest; draw++) {
      long start = earliest + (long) (random.nextDouble() * (latest - earliest));
      Optional<Stay> stay = from(start, course, level);
      if (stay.isPresent() && stay.get().isFollowed()) {
        return stay;
      }
      drawn = drawn.or(() -> stay);
    }
    return drawn;
  }

  /// The stay of a miner that moves in at this time, or when the workload is observed again; empty
  /// where that is not counted or too late.
  Optional<Stay> from(long millis, Course course, double level) {
    long start = course.observedFrom(millis);
    boolean batch = course.isBatch(level);
    boolean hides = batch && level >= Plateaus.FULL_SPEED;
    long plateau = hides ? course.longestPlateauBefore(start) : 0;
    Stay stay =
        new Stay(
            start,
            plan.within().toMillis(),
            batch,
            course.isSpiky(),
            plateau,
            course.blindMillis(start, 2 * plateau),
            course.lastMillis());
    boolean judged = course.countedFromMillis() <= start && stay.dueMillis() <= course.lastMillis();
    return judged ? Optional.of(stay) : Optional.empty();
  }
}
