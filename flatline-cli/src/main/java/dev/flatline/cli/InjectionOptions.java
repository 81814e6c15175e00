package dev.flatline.cli;

import dev.flatline.cli.evaluate.EvaluationPlan;
import dev.flatline.cli.evaluate.MinerRecording;
import dev.flatline.cli.evaluate.MinerShape;
import dev.flatline.cli.evaluate.PodLives;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What an evaluation measures.
final class InjectionOptions {
  /// From full speed down to where a miner earns hardly more than it risks.
  private static final List<Double> LEVELS = List.of(1.0, 0.7, 0.5, 0.3, 0.2, 0.1);

  @Option(
      names = "--learn",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Time of each workload that is not counted (default: 14d).")
  private PrometheusDuration learn = new PrometheusDuration(Duration.ofDays(14));

  @Option(names = "--inject", description = "Lay miners over workloads and tell what is noticed.")
  private boolean inject;

  @Option(
      names = "--levels",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Shares of capacity that steady miners take; other shapes take 0.5 (default:"
              + " 1,0.7,0.5,0.3,0.2,0.1).")
  private List<Double> givenLevels = List.of();

  @Option(
      names = "--shapes",
      paramLabel = "SHAPE",
      split = ",",
      converter = ShapeConverter.class,
      completionCandidates = ShapeNames.class,
      description = "${COMPLETION-CANDIDATES} (default: all).")
  private List<MinerShape> givenShapes = List.of();

  @Option(
      names = "--miners",
      paramLabel = "NAME",
      split = ",",
      converter = MinerConverter.class,
      description =
          "Recordings whose noise they have, each trial one: randomx, randomx-paused, or files of"
              + " your own with one number a second, one a line (default: both that ship).")
  private List<MinerRecording> givenMiners = List.of();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "How many of each miner are laid over each workload (default: 1).")
  private int trials = 1;

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "How soon a miner must be noticed (default: 48h).")
  private PrometheusDuration within = new PrometheusDuration(Duration.ofDays(2));

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed draws the same workloads, times and noise (default: 1).")
  private long seed = 1;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Which workloads are reported: all, or one of two halves, the one to choose numbers by"
              + " (tune) and the one to report them by (report) (default: all).")
  private EvaluationPlan.Part part = EvaluationPlan.Part.ALL;

  @Option(
      names = "--pods",
      paramLabel = "SHORTEST..LONGEST",
      converter = LivesConverter.class,
      description =
          "Cut each workload into pods with new names that live so long each, and have one owner."
              + " Otherwise workloads keep their names.")
  private @Nullable PodLives pods;

  @Option(names = "--no-owners", description = "With --pods: nobody says whose the pods are.")
  private boolean noOwners;

  private List<Double> levels() {
    return givenLevels.isEmpty() ? LEVELS : givenLevels;
  }

  private List<MinerShape> shapes() {
    return givenShapes.isEmpty()
        ? Arrays.stream(MinerShape.values()).filter(this::fits).toList()
        : givenShapes;
  }

  private List<MinerRecording> miners() {
    return givenMiners.isEmpty() ? MinerRecording.SHIPPED : givenMiners;
  }

  private boolean fits(MinerShape shape) {
    return miners().stream().anyMatch(shape::fits);
  }

  /// Whether miners are laid over.
  boolean given() {
    return inject;
  }

  EvaluationPlan plan() {
    for (double level : levels()) {
      require(level > 0 && level <= 1, "--levels: " + level + " is not above 0 and at most 1");
    }
    for (MinerShape shape : shapes()) {
      require(fits(shape), "--shapes: none of --miners is " + shape.label());
    }
    require(trials >= 1, "--trials: at least 1");
    require(within.value().toMinutes() >= 1, "--within: at least 1m");
    return new EvaluationPlan(
        learn.value(),
        within.value(),
        inject,
        levels().stream().distinct().sorted(Comparator.reverseOrder()).toList(),
        shapes().stream().distinct().sorted().toList(),
        miners().stream().distinct().toList(),
        trials,
        seed,
        part,
        lives());
  }

  private static void require(boolean right, String problem) {
    if (!right) {
      throw new CommandFailure(ExitCode.USAGE, problem);
    }
  }

  String asGiven() {
    String levelText = levels().stream().map(String::valueOf).collect(Collectors.joining(","));
    String shapeText = shapes().stream().map(MinerShape::label).collect(Collectors.joining(","));
    String minerText = miners().stream().map(MinerRecording::name).collect(Collectors.joining(","));
    String measured = " --learn " + learn + " --part " + part.label() + podsText();
    return inject
        ? measured
            + " --inject --levels "
            + levelText
            + " --shapes "
            + shapeText
            + " --miners "
            + minerText
            + " --trials "
            + trials
            + " --within "
            + within
            + " --seed "
            + seed
        : measured;
  }

  private PodLives lives() {
    return pods == null ? PodLives.NONE : new PodLives(pods.shortest(), pods.longest(), !noOwners);
  }

  private String podsText() {
    return pods == null
        ? ""
        : " --pods "
            + new PrometheusDuration(pods.shortest())
            + ".."
            + new PrometheusDuration(pods.longest())
            + (noOwners ? " --no-owners" : "");
  }

  /// Reads two durations.
  static final class LivesConverter implements ITypeConverter<PodLives> {
    private static final String BETWEEN = "..";

    @Override
    public PodLives convert(String text) {
      PrometheusDuration.Converter durations = new PrometheusDuration.Converter();
      int between = text.indexOf(BETWEEN);
      if (between < 0) {
        throw new TypeConversionException("'" + text + "' is not like 4h..2d");
      }
      Duration shortest = durations.convert(text.substring(0, between)).value();
      Duration longest = durations.convert(text.substring(between + BETWEEN.length())).value();
      if (shortest.toMinutes() < 1 || longest.compareTo(shortest) < 0) {
        throw new TypeConversionException("'" + text + "': from a minute on, the longer one last");
      }
      return new PodLives(shortest, longest, true);
    }
  }

  /// Shapes as they are written.
  static final class ShapeNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Arrays.stream(MinerShape.values()).map(MinerShape::label).iterator();
    }
  }

  /// Finds or reads a recording.
  static final class MinerConverter implements ITypeConverter<MinerRecording> {
    @Override
    public MinerRecording convert(String text) {
      return MinerRecording.named(text).orElseGet(() -> read(text));
    }

    private static MinerRecording read(String file) {
      try {
        return MinerRecording.read(Path.of(file));
      } catch (IOException e) {
        throw new TypeConversionException(
            "'" + file + "' is neither " + names() + " nor a file: " + IoFailures.reason(e));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(file + ": " + e.getMessage());
      }
    }

    private static String names() {
      return MinerRecording.SHIPPED.stream()
          .map(MinerRecording::name)
          .collect(Collectors.joining(" nor "));
    }
  }

  /// Reads a shape.
  static final class ShapeConverter implements ITypeConverter<MinerShape> {
    @Override
    public MinerShape convert(String text) {
      return Arrays.stream(MinerShape.values())
          .filter(shape -> shape.label().equals(text.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is none of " + String.join(", ", new ShapeNames())));
    }
  }
}
