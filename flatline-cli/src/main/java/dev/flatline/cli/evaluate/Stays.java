package dev.flatline.cli.evaluate;

import java.util.Optional;
import java.util.Random;

/// Draws when miners move in: evenly from the time that counts and that leaves long enough to
/// notice
/// them, and only while the workload is observed, as the time to detection would measure a gap in
/// the telemetry otherwise.
final class Stays {
  /// A gap before the end of the telemetry may leave too little time: then it is drawn again.
  private static final int MOST_DRAWS = 100;

  private final EvaluationPlan plan;

  Stays(EvaluationPlan plan) {
    this.plan = plan;
  }

  /// The stay of a miner of this level; empty where the telemetry is too short for one.
  Optional<Stay> draw(Course course, double level, Random random) {
    long earliest = course.countedFromMillis();
    long latest = course.lastMillis() - plan.within().toMillis();
    for (int draw = 0; draw < MOST_DRAWS && latest > earliest; draw++) {
      long start = earliest + (long) (random.nextDouble() * (latest - earliest));
      Optional<Stay> stay = from(start, course, level);
      if (stay.isPresent()) {
        return stay;
      }
    }
    return Optional.empty();
  }

  /// The stay of a miner that moves in at this time, or when the workload is observed again; empty
  /// where that is not counted or too late.
  Optional<Stay> from(long millis, Course course, double level) {
    Stay stay =
        new Stay(course.observedFrom(millis), plan.within().toMillis(), course.isBatch(level));
    boolean judged =
        course.countedFromMillis() <= stay.startMillis() && stay.endMillis() <= course.lastMillis();
    return judged ? Optional.of(stay) : Optional.empty();
  }
}
