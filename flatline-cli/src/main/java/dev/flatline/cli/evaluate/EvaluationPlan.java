package dev.flatline.cli.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What is to be measured.
///
/// @param learning how much of each workload's time passes before anything is counted
/// @param within how soon after it moved in a miner must be found
/// @param injected whether miners are laid over workloads at all
/// @param levels shares of capacity of the steady miner, largest first
/// @param shapes which shapes; all but the steady one work at half of capacity
/// @param miners recordings whose noise they have; each shape fits one at least
/// @param trials how many times each is laid over each workload
/// @param seed of everything that is drawn
/// @param part which workloads are reported
/// @param pods into what each workload is cut
public record EvaluationPlan(
    Duration learning,
    Duration within,
    boolean injected,
    List<Double> levels,
    List<MinerShape> shapes,
    List<MinerRecording> miners,
    int trials,
    long seed,
    Part part,
    PodLives pods) {

  /// The level of the shapes other than steady.
  static final double LEVEL_OF_SHAPES = 0.5;

  /// Copies the lists.
  public EvaluationPlan {
    levels = List.copyOf(levels);
    shapes = List.copyOf(shapes);
    miners = List.copyOf(miners);
  }

  /// Of workloads that keep their names.
  public EvaluationPlan(
      Duration learning,
      Duration within,
      boolean injected,
      List<Double> levels,
      List<MinerShape> shapes,
      List<MinerRecording> miners,
      int trials,
      long seed,
      Part part) {
    this(learning, within, injected, levels, shapes, miners, trials, seed, part, PodLives.NONE);
  }

  /// Which workloads are reported. Numbers that were chosen by looking at the one half are to be
  /// reported by the other.
  public enum Part {
    /// All.
    ALL,
    /// The half to choose by.
    TUNE,
    /// The other half.
    REPORT;

    /// The name on the command line.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether this workload is reported.
  boolean reports(String workload) {
    boolean tune = random(workload, "part", 0).nextBoolean();
    return switch (part) {
      case ALL -> true;
      case TUNE -> tune;
      case REPORT -> !tune;
    };
  }

  /// A miner of this shape, with the noise of one of the recordings that fit it.
  Miner miner(MinerShape shape, double level, Random random) {
    List<MinerRecording> fit = miners.stream().filter(shape::fits).toList();
    return new Miner(shape, level, fit.get(random.nextInt(fit.size())));
  }

  /// Numbers to draw from that depend on the seed and on these names alone. Those of names that
  /// differ by one letter have nothing to do with each other: [Random] itself draws nearly the same
  /// first number from neighbouring seeds.
  Random random(String workload, String purpose, int number) {
    long mixed = seed;
    for (String name : List.of(workload, purpose, Integer.toString(number))) {
      mixed = mixed(mixed + 0x9E3779B97F4A7C15L + name.hashCode());
    }
    return new Random(mixed);
  }

  /// Variant 13 of the finalizers of D. Stafford, as in SplittableRandom (Steele, Lea and Flood,
  /// OOPSLA 2014, p. 453).
  private static long mixed(long bits) {
    long once = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }
}
