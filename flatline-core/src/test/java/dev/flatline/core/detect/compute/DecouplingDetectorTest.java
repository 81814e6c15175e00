package dev.flatline.core.detect.compute;

import static dev.flatline.core.detect.Situations.disk;
import static dev.flatline.core.detect.Situations.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorContract;
import dev.flatline.core.detect.Situations;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Stretch.Past;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecouplingDetectorTest extends DetectorContract {
  private static final Clear CLEAR = new Clear(DecouplingDetector.ID, Aspect.COUPLING);

  private final DecouplingDetector detector = new DecouplingDetector();
  private final Situations.Change miner = Situations.of(Situations.minerOnWebServer());
  private final Features features = miner.features();

  @Override
  protected Detector detector() {
    return detector;
  }

  @Test
  void assess_ofAMiner_isEvidenceSinceTheOnset() {
    Evidence evidence = (Evidence) assess(miner);
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(2)));
    assertThat(evidence.summary()).contains("from 10 % to 97 %", "network and disk stayed");
  }

  @Test
  void assess_ofAThrottledMiner_isEvidence() {
    assertThat(assess(miner.with(Feature.PLATEAU_LEVEL, 0.5).with(Feature.CPU_MEAN, 0.5)))
        .isInstanceOf(Evidence.class);
  }

  @Test
  void assess_ofAWebServerUnderLoad_isClear() {
    assertThat(assess(miner.with(network(features, 50_000, 500_000)))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofABackup_isClear() {
    assertThat(assess(miner.with(disk(features, 30_000, 300_000_000)))).isEqualTo(CLEAR);
  }

  @Test
  void assess_whereCpuFollowsTheNetworkInsideTheWindow_isClear() {
    Situations.Change network =
        miner.with(Feature.CORRELATION_CPU_NETWORK, 0.8).with(Feature.CPU_CARRIED_BY_NETWORK, 0.6);
    Situations.Change disk =
        miner.with(Feature.CORRELATION_CPU_DISK, 0.8).with(Feature.CPU_CARRIED_BY_DISK, 0.6);
    assertThat(assess(network)).isEqualTo(CLEAR);
    assertThat(assess(disk)).isEqualTo(CLEAR);
  }

  @Test
  void assess_whereTheNetworkCarriesAHundredthOfTheCpu_isEvidence() {
    Situations.Change flat =
        miner.with(Feature.CORRELATION_CPU_NETWORK, 0.8).with(Feature.CPU_CARRIED_BY_NETWORK, 0.01);
    assertThat(assess(flat)).isInstanceOf(Evidence.class);
  }

  @Test
  void assess_besideConstantNetworkAndDisk_isEvidence() {
    assertThat(
            assess(
                miner
                    .with(Feature.CORRELATION_CPU_NETWORK, Double.NaN)
                    .with(Feature.CORRELATION_CPU_DISK, Double.NaN)))
        .isInstanceOf(Evidence.class);
  }

  @Test
  void assess_whereTheNetworkFell_countsItAsUnchanged() {
    for (double level = 0.11; level < 1; level += 0.01) {
      Features rise = none(miner.with(Feature.PLATEAU_LEVEL, level).features(), false, true);
      assertThat(decibans(network(rise, 50_000, 500)))
          .isEqualTo(decibans(network(rise, 50_000, 50_000)));
    }
  }

  @Test
  void assess_withOneSideMeasured_judgesThatSide() {
    Features quiet = Situations.network(none(features, true, true), 50_000, 50_000);
    Evidence evidence = (Evidence) assess(miner.with(quiet));
    assertThat(evidence.summary()).contains("the network stayed");
    Features busy = Situations.disk(none(features, true, true), 30_000, 300_000_000);
    assertThat(assess(miner.with(busy))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofTwoSides_reportsTheWeaker() {
    Features smaller = miner.with(Feature.PLATEAU_LEVEL, 0.3).features();
    Features wavering = network(smaller, 50_000, 60_000);
    double both = strength(wavering);
    double diskAlone = strength(none(wavering, true, false));
    double networkAlone = strength(none(wavering, false, true));
    assertThat(both).isEqualTo(Math.min(diskAlone, networkAlone)).isNotEqualTo(diskAlone);
  }

  @Test
  void assess_ofAnIdleWorkloadThatBeginsToMine_isEvidence() {
    assertThat(assess(miner.with(Feature.CPU_BEFORE, 0))).isInstanceOf(Evidence.class);
  }

  @Test
  void assess_ofBurstsInWhichNothingElseMoves_isEvidenceAgainstWhatIsBetween() {
    Evidence evidence = (Evidence) assess(bursting(Situations.contrast(0.10, 0.52, 0)));
    assertThat(evidence.summary()).contains("at 52 % in the bursts and at 10 % between them");
    assertThat(evidence.from()).isEqualTo(Situations.NOW.minus(Duration.ofHours(21)));
  }

  @Test
  void assess_ofBurstsThatMoveNetworkAndDisk_isClear() {
    assertThat(assess(bursting(Situations.contrast(0.10, 0.52, 1.5)))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofBurstsBesideALoadThatIsAsHigh_isInconclusive() {
    assertThat(assess(bursting(Situations.contrast(0.4, 0.52, 0))))
        .isEqualTo(new Inconclusive(DecouplingDetector.ID, Reason.RISE_TOO_SMALL));
  }

  private Situations.Change bursting(Bursts.Contrast contrast) {
    Bursts bursts =
        new Bursts(
            8,
            Duration.ofHours(2).toMillis(),
            10,
            Situations.NOW.minus(Duration.ofHours(21)).toEpochMilli(),
            Situations.NOW.toEpochMilli(),
            new Past(0, 29, 0),
            contrast);
    return miner.with(bursts.describe(features)).bursting(bursts);
  }

  @Test
  void assess_ofARiseTooSmall_isInconclusive() {
    assertInconclusive(Reason.RISE_TOO_SMALL, miner.with(Feature.CPU_BEFORE, 0.9));
    assertInconclusive(Reason.RISE_TOO_SMALL, miner.with(Feature.CPU_BEFORE, 0.99));
  }

  @Test
  void assess_withoutNetworkAndDisk_isInconclusive() {
    assertInconclusive(Reason.NO_NETWORK_NOR_DISK, miner.with(none(features, true, true)));
  }

  @Test
  void assess_withoutAnEarlierLevel_isInconclusive() {
    assertInconclusive(Reason.NO_EARLIER_LEVEL, miner.with(Feature.SECONDS_BEFORE, 600));
    assertInconclusive(Reason.NO_EARLIER_LEVEL, miner.with(Feature.SECONDS_BEFORE, Double.NaN));
  }

  @Test
  void assess_whereNetworkAndDiskWereNotMeasuredBefore_isInconclusive() {
    assertInconclusive(
        Reason.NO_EARLIER_LEVEL,
        miner
            .with(Feature.NETWORK_BEFORE, Double.NaN)
            .with(Feature.NETWORK_RISE, Double.NaN)
            .with(Feature.DISK_BEFORE, Double.NaN)
            .with(Feature.DISK_RISE, Double.NaN));
  }

  @Test
  void evidence_speaksOnlyOfWhatIsKnownBeforeAndSince() {
    Evidence evidence =
        (Evidence)
            assess(
                miner
                    .with(Feature.NETWORK_BEFORE, Double.NaN)
                    .with(Feature.NETWORK_RISE, Double.NaN));
    assertThat(evidence.summary()).contains("the disk stayed").doesNotContain("network");
  }

  @Test
  void assess_whereNetworkAndDiskAreNotMeasuredSince_isInconclusive() {
    assertInconclusive(
        Reason.NO_EARLIER_LEVEL,
        miner.with(Feature.NETWORK_RISE, Double.NaN).with(Feature.DISK_RISE, Double.NaN));
  }

  @Test
  void assess_ofAMinerOnASilentVm_isNotMisledByItsPoolsConversation() {
    assertThat(assess(miner.with(network(features, 0, 200)))).isInstanceOf(Evidence.class);
    assertThat(assess(miner.with(network(features, 0, 20_000)))).isEqualTo(CLEAR);
  }

  @Test
  void assess_ofABurstyLink_saysLessBothWays() {
    Features quiet = miner.with(Feature.CPU_BEFORE, 0.4).features();
    assertThat(decibans(quiet)).isGreaterThan(decibans(bursty(quiet)));
    assertThat(assess(miner.with(bursty(network(features, 50_000, 700_000))))).isEqualTo(CLEAR);
  }

  private static Features bursty(Features some) {
    return some.with(Feature.NETWORK_SCATTER_BEFORE, 1.5);
  }

  @Test
  void assess_ofAPlateauThatIsShortOrNotFlat_isInconclusive() {
    assertInconclusive(Reason.NO_PLATEAU, miner.with(Feature.PLATEAU_SECONDS, 300));
    assertInconclusive(Reason.NO_PLATEAU, miner.scattered(0.3));
  }

  private Assessment assess(Situations.Change change) {
    return detector.assess(change.situation());
  }

  private double strength(Features some) {
    return ((Evidence) assess(miner.with(some))).strengthDecibans();
  }

  private double decibans(Features some) {
    return assess(miner.with(some)) instanceof Evidence evidence ? evidence.strengthDecibans() : 0;
  }

  private void assertInconclusive(Reason reason, Situations.Change change) {
    assertThat(assess(change)).isEqualTo(new Inconclusive(DecouplingDetector.ID, reason));
  }

  private static Features none(Features all, boolean network, boolean disk) {
    Features some = network ? network(all, Double.NaN, Double.NaN) : all;
    return disk ? disk(some, Double.NaN, Double.NaN) : some;
  }
}
