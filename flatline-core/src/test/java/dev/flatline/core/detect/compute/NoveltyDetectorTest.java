package dev.flatline.core.detect.compute;

import static dev.flatline.core.detect.Situations.LEVEL_90;
import static dev.flatline.core.detect.Situations.onceIn;
import static dev.flatline.core.detect.Situations.stretch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorContract;
import dev.flatline.core.detect.Situations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoveltyDetectorTest extends DetectorContract {
  private static final Clear CLEAR = new Clear(NoveltyDetector.ID, Aspect.NOVELTY);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration NINETEEN_HOURS = Duration.ofHours(19);

  private final NoveltyDetector detector = new NoveltyDetector();
  private final Situations.Change miner = Situations.of(Situations.minerOnWebServer());
  private final Situations.Change batch =
      miner.stretched(batchRun(LEVEL_90, NINETEEN_HOURS, Duration.ofHours(10)));

  @Override
  protected Detector detector() {
    return detector;
  }

  @Test
  void assess_ofAStretchWithoutALike_isNew() {
    Evidence evidence = evidence(miner);
    assertThat(evidence.aspect()).isEqualTo(Aspect.ESTABLISHED);
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(TWO_HOURS));
    assertThat(evidence.summary()).contains("90 %", "2 hours", "days");
  }

  @Test
  void assess_ofWhatIsNewWithoutAStepOrForAnHour_isNotEstablished() {
    Past none = new Past(0, 29, 0);
    Duration hour = Duration.ofHours(1);
    for (Stretch stretch :
        List.of(
            Situations.stretch(LEVEL_90, TWO_HOURS, 0.13, none),
            Situations.stretch(LEVEL_90, hour, 0.9, none),
            Situations.stretch(1, TWO_HOURS, 0.12, none))) {
      assertThat(evidence(miner.stretched(stretch)).aspect()).isEqualTo(Aspect.NOVELTY);
    }
  }

  @Test
  void assess_ofALongerBatchRunThanEverThatIsAsSteadyAsAMiner_isLonger() {
    Evidence evidence = evidence(batch);
    assertThat(evidence.aspect()).isEqualTo(Aspect.LENGTH);
    assertThat(evidence.strengthDecibans()).isEqualTo(NoveltyDetector.LENGTH_DECIBANS);
    assertThat(evidence.summary()).contains("above 90 % for 19 hours", "longest", "10 hours");
  }

  @Test
  void assess_ofALongerBatchRunOfSiblings_isClear() {
    assertThat(detector.assess(batch.besides(1).situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofALongerBatchRunThatIsUnsteadyLowerOrNotSoMuchLonger_isClear() {
    assertThat(detector.assess(batch.scattered(0.02).situation())).isEqualTo(CLEAR);
    for (Stretch stretch :
        List.of(
            batchRun(LEVEL_90 - 1, NINETEEN_HOURS, Duration.ofHours(10)),
            batchRun(LEVEL_90, NINETEEN_HOURS, Duration.ofHours(11)),
            batchRun(LEVEL_90, Duration.ofMinutes(239), Duration.ofHours(1)))) {
      assertThat(detector.assess(batch.stretched(stretch).situation())).isEqualTo(CLEAR);
    }
    assertThat(evidence(batch.stretched(batchRun(LEVEL_90, Duration.ofHours(4), TWO_HOURS))))
        .extracting(Evidence::aspect)
        .isEqualTo(Aspect.LENGTH);
  }

  private static Stretch batchRun(int level, Duration length, Duration longest) {
    return Situations.stretch(level, length, 0, new Past(12, 29, longest.toMillis()));
  }

  @Test
  void summary_saysWhatSiblingsPointTo() {
    assertThat(evidence(miner.besides(2)).summary())
        .contains("2 workloads that rise and fall with it", "deployment", "rolled out to all");
    assertThat(evidence(miner).summary()).doesNotContain("rise and fall");
  }

  @Test
  void assess_ofANightlyBatchJob_isClear() {
    assertThat(detector.assess(miner.stretched(stretch(LEVEL_90, TWO_HOURS, 20, 29)).situation()))
        .isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAWindowThatIsNotFlat_isClear() {
    assertThat(detector.assess(miner.scattered(0.3).situation())).isEqualTo(CLEAR);
    assertThat(detector.assess(miner.scattered(Double.NaN).situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_withoutAStretch_isClear() {
    assertThat(detector.assess(miner.stretched().situation())).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofAYoungWorkloadInAFleetThatHasTheLike_isInconclusive() {
    Situations.Change young =
        miner.stretched(stretch(LEVEL_90, TWO_HOURS, 0, 1)).against(onceIn(2));
    assertThat(detector.assess(young.situation()))
        .isEqualTo(new Inconclusive(NoveltyDetector.ID, Reason.LEARNING));
  }

  @Test
  void assess_ofAYoungWorkloadInAFleetThatHasNotTheLike_isRare() {
    Evidence evidence =
        evidence(miner.stretched(stretch(LEVEL_90, TWO_HOURS, 0, 1)).against(onceIn(500)));
    assertThat(evidence.aspect()).isEqualTo(Aspect.RARITY);
    assertThat(evidence.summary())
        .contains("only 24 hours of its own past are known", "in the fleet");
  }

  @Test
  void summary_saysHowMuchOfItsOwnPastIsKnown() {
    assertThat(summaryAfter(0.02)).contains("its own past is not known yet");
    assertThat(summaryAfter(0.5)).contains("only 12 hours of its own past are known");
    assertThat(summaryAfter(3.1)).contains("only 3 days of its own past are known");
  }

  private String summaryAfter(double observedDays) {
    return evidenceAfter(observedDays).summary();
  }

  @Test
  void assess_atTheLearningTime_speaksForItself() {
    double learningDays = Thresholds.DEFAULT.learning().toHours() / 24.0;
    assertThat(aspectAfter(learningDays)).isEqualTo(Aspect.ESTABLISHED);
    assertThat(aspectAfter(learningDays - 0.1)).isEqualTo(Aspect.RARITY);
  }

  @Test
  void assess_byAShortLearningTime_obeysItToTheMinute() {
    Thresholds quick = new Thresholds(0.9, 0.05, 0.2, 0.1, Duration.ofMinutes(45), 1, 1);
    Situations.Change change = miner.by(quick).against(onceIn(500));
    double halfAnHour = 0.5 / 24;
    Evidence young = evidence(change.stretched(stretch(LEVEL_90, TWO_HOURS, 0, halfAnHour)));
    assertThat(young.aspect()).isEqualTo(Aspect.RARITY);
  }

  @Test
  void assess_ofAStretchThatDoesNotFillTheWindow_isOnlyRare() {
    Evidence evidence = evidence(miner.stretched(stretch(LEVEL_90, Duration.ofMinutes(20), 0, 29)));
    assertThat(evidence.aspect()).isEqualTo(Aspect.RARITY);
  }

  @Test
  void assess_ofSeveralStretches_speaksOfTheRarest() {
    Evidence evidence =
        evidence(
            miner.stretched(
                stretch(LEVEL_90, TWO_HOURS, 12, 29),
                stretch(LEVEL_90 - 8, Duration.ofHours(20), 0, 29)));
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(20)));
    assertThat(value(evidence, "level")).isEqualTo(0.5);
  }

  @Test
  void evidence_saysReturnPeriodOfThePosterior() {
    Evidence evidence = evidence(miner.against(onceIn(100)));
    double posteriorRate = 0.2 / (20 + 29);
    assertThat(value(evidence, ValueNames.RETURN_PERIOD))
        .isCloseTo(1 / posteriorRate, within(1e-6));
    assertThat(evidence.strengthDecibans())
        .isCloseTo(-10 * Math.log10(1 - Math.pow(20.0 + 29, 0.2) / Math.pow(50, 0.2)), within(0.1));
    assertThat(value(evidence, ValueNames.OWN_DAYS)).isEqualTo(29);
  }

  @Test
  void evidence_ofWhatNoFleetHasSeen_isCapped() {
    Evidence evidence = evidence(miner.against(onceIn(1e9)));
    assertThat(evidence.strengthDecibans()).isEqualTo(detector.spec().strongestDecibans());
  }

  @Test
  void assess_aroundTheReturnPeriod_obeysIt() {
    double period = 49 / 0.2;
    Thresholds below = new Thresholds(0.9, 0.05, 0.2, 0.1, Duration.ofDays(14), period - 0.01, 1);
    Thresholds above = new Thresholds(0.9, 0.05, 0.2, 0.1, Duration.ofDays(14), period + 0.01, 1);
    assertThat(evidence(miner.by(below)).aspect()).isEqualTo(Aspect.ESTABLISHED);
    assertThat(evidence(miner.by(above)).aspect()).isEqualTo(Aspect.RARITY);
  }

  @Test
  void assess_ofWhatIsRarerThanFortyDays_isRare() {
    Situations.Change fleetOfIdlers = miner.against(onceIn(8));
    double period = (1.6 + 29) / 0.2;
    Thresholds strict = new Thresholds(0.9, 0.05, 0.2, 0.1, Duration.ofDays(14), period + 1, 7);
    Evidence never = evidence(fleetOfIdlers.by(strict));
    assertThat(never.aspect()).isEqualTo(Aspect.RARITY);
    assertThat(value(never, ValueNames.RETURN_PERIOD)).isCloseTo(period, within(1e-6));
    assertThat(
            detector.assess(
                fleetOfIdlers
                    .by(strict)
                    .stretched(stretch(LEVEL_90, TWO_HOURS, 1, 29))
                    .situation()))
        .isEqualTo(CLEAR);
  }

  @Test
  void assess_ofANewStretchBelowARarerShortOne_speaksOfTheNewOne() {
    Evidence evidence =
        evidence(
            miner
                .against((level, likeCode) -> onceIn(level == LEVEL_90 ? 500 : 100).rate(0, 0))
                .stretched(
                    stretch(LEVEL_90, Duration.ofMinutes(20), 0, 29),
                    stretch(LEVEL_90 - 4, TWO_HOURS, 0, 29)));
    assertThat(evidence.aspect()).isEqualTo(Aspect.ESTABLISHED);
    assertThat(value(evidence, "level")).isEqualTo(0.7);
  }

  private Aspect aspectAfter(double observedDays) {
    return evidenceAfter(observedDays).aspect();
  }

  private Evidence evidenceAfter(double observedDays) {
    return evidence(
        miner.stretched(stretch(LEVEL_90, TWO_HOURS, 0, observedDays)).against(onceIn(500)));
  }

  private Evidence evidence(Situations.Change change) {
    return (Evidence) detector.assess(change.situation());
  }

  private static double value(Evidence evidence, String name) {
    return evidence.values().stream()
        .filter(value -> value.name().equals(name))
        .mapToDouble(NamedValue::value)
        .findFirst()
        .orElseThrow();
  }
}
