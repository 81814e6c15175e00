package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.Situation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.Levels;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What [NoveltyDetector] says of a stretch that is new, rare or longer than ever.
///
/// @param situation in which it was found
/// @param stretch the stretch
/// @param rarity how often one like it is to be expected
/// @param aspect what it is
/// @param rareDays the return period from which it is rare
record NoveltyEvidence(
    Situation situation, Stretch stretch, Rarity rarity, Aspect aspect, double rareDays) {

  Evidence evidence() {
    return new Evidence(
        NoveltyDetector.ID,
        aspect,
        Technique.COMPUTE_HIJACKING,
        aspect == Aspect.LENGTH ? NoveltyDetector.LENGTH_DECIBANS : rarity.decibans(),
        Instant.ofEpochMilli(stretch.sinceMillis()),
        situation.at(),
        summary() + siblingsText(situation.siblings()),
        values());
  }

  private List<NamedValue> values() {
    List<NamedValue> values = new ArrayList<>(ofTheStretch());
    if (stretch.blindMillis() > 0) {
      values.add(seconds(ValueNames.BLIND, stretch.blindMillis()));
    }
    values.addAll(rarity.values());
    values.addAll(ofWhatIsAsked());
    if (aspect == Aspect.LENGTH) {
      values.add(new NamedValue(ValueNames.LONGER_TIMES, Stretch.LONGER, Unit.RATIO));
      values.add(seconds(ValueNames.LONGER_LEAST, Stretch.LEAST_OUTLASTING_MILLIS));
    }
    return values;
  }

  private List<NamedValue> ofTheStretch() {
    return List.of(
        new NamedValue(
            Feature.CPU_MINUTE_CV.featureName(), situation.flatness().minuteCv(), Unit.RATIO),
        new NamedValue(
            Feature.CPU_ROUGHNESS.featureName(), situation.flatness().roughness(), Unit.RATIO),
        new NamedValue(ValueNames.LEVEL, stretch.level(), Unit.SHARE),
        seconds(ValueNames.STRETCH, stretch.durationMillis()),
        seconds(
            ValueNames.LIKE_LENGTH,
            Levels.shortestMillis(Levels.likeCode(stretch.durationMillis()))),
        seconds(ValueNames.LONGEST_BEFORE, stretch.past().longestMillisInAll()),
        new NamedValue(ValueNames.RISE_AT_ONSET, stretch.riseAtOnset(), Unit.SHARE),
        new NamedValue(ValueNames.SIBLINGS, situation.siblings(), Unit.COUNT));
  }

  private List<NamedValue> ofWhatIsAsked() {
    List<NamedValue> values = new ArrayList<>();
    if (!NoveltyDetector.isYoung(situation, stretch)) {
      double newDays = situation.thresholds().returnPeriodDays();
      values.add(new NamedValue(ValueNames.RETURN_PERIOD_NEW, newDays, Unit.DAYS));
      values.add(seconds(ValueNames.WINDOW_FILLED, situation.filled().toMillis()));
    }
    values.add(new NamedValue(ValueNames.RETURN_PERIOD_RARE, rareDays, Unit.DAYS));
    double learning = Rarity.learningDays(situation.thresholds());
    values.add(new NamedValue(ValueNames.LEARNING_DAYS, learning, Unit.DAYS));
    values.add(new NamedValue(ValueNames.LEAST_STEP, stretch.leastStep(), Unit.SHARE));
    double level = NoveltyDetector.LEAST_ESTABLISHED_LEVEL;
    values.add(new NamedValue(ValueNames.ESTABLISHED_LEVEL, level, Unit.SHARE));
    values.add(seconds(ValueNames.ESTABLISHED_AFTER, Stretch.LASTING_MILLIS));
    values.add(new NamedValue(ValueNames.LARGEST_MINUTE_CV, largestMinuteCv(), Unit.RATIO));
    values.add(new NamedValue(ValueNames.LARGEST_ROUGHNESS, Flatness.ROUGHEST, Unit.RATIO));
    return values;
  }

  private double largestMinuteCv() {
    return aspect == Aspect.LENGTH ? NoveltyDetector.STEADIEST_CV : situation.thresholds().flatCv();
  }

  private static NamedValue seconds(String name, long millis) {
    return new NamedValue(name, millis / 1000.0, Unit.SECONDS);
  }

  private String summary() {
    double returnDays = rarity.returnDays();
    String length = lengthText(Duration.ofMillis(stretch.durationMillis()));
    String percent = Decimals.text(100 * stretch.level(), 0);
    String above = "CPU has stayed above " + percent + " % for " + length + blindText();
    if (aspect == Aspect.LENGTH) {
      return "%s; the longest like it in its past was %s"
          .formatted(above, lengthText(Duration.ofMillis(stretch.past().longestMillisInAll())));
    }
    if (!NoveltyDetector.isYoung(situation, stretch)) {
      return "%s; a stretch this long above %s %% occurs %s once in %s"
          .formatted(above, percent, here(), daysText(returnDays));
    }
    return "%s; %s, and in the fleet a stretch like this occurs on one workload once in %s"
        .formatted(above, pastText(stretch.observedDays()), daysText(returnDays));
  }

  private String blindText() {
    return stretch.blindMillis() == 0
        ? ""
        : " (and for "
            + lengthText(Duration.ofMillis(stretch.blindMillis()))
            + " in between nothing was measured)";
  }

  /// Whose past it was mostly compared with.
  private String here() {
    Stretch.Past owners = stretch.past().ofOwner();
    return owners == null || owners.observedDays() <= stretch.past().observedDays()
        ? "here"
        : "on its owner's pods";
  }

  /// What siblings point to: what came to all at once is a deployment, a batch, or a miner that
  /// came by the same way.
  private static String siblingsText(int siblings) {
    return siblings == 0
        ? ""
        : "; "
            + siblings
            + (siblings == 1 ? " workload" : " workloads")
            + " that rise and fall with it began the same within three hours, as a deployment, a"
            + " batch for all of them, or a miner rolled out to all of them does";
  }

  private static String pastText(double days) {
    return days * 24 < 1
        ? "its own past is not known yet"
        : days < 2
            ? "only " + Decimals.text(days * 24, 0) + " hours of its own past are known"
            : "only " + Decimals.text(days, 0) + " days of its own past are known";
  }

  private static String lengthText(Duration length) {
    if (length.toHours() >= 48) {
      return length.toDays() + " days";
    }
    if (length.toMinutes() >= 120) {
      return length.toHours() + " hours";
    }
    return length.toMinutes() >= 2
        ? length.toMinutes() + " minutes"
        : length.toSeconds() + " seconds";
  }

  private static String daysText(double days) {
    double rounded = days >= 100 ? 10 * Math.rint(days / 10) : Math.rint(days);
    return Decimals.text(rounded, 0) + " days";
  }
}
