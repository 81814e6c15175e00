package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.numeric.GammaPoisson.CountSums;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetHistoryTest {
  private static final long DAY = LevelHistory.DAY_MILLIS;
  private static final long MINUTE = 60_000;
  private static final int TODAY = 40;
  private static final int LEVEL = 10;
  private static final int LIKE = Levels.likeCode(4 * 60 * MINUTE);

  private final FleetHistory fleet = new FleetHistory();

  @Test
  void priorFor_anyOrderOfWorkloads_isTheSameToTheLastBit() {
    for (int seed = 0; seed < 20; seed++) {
      List<LevelStretches> workloads = randomWorkloads(seed);
      FleetHistory oneOrder = fleetOf(workloads);
      Collections.shuffle(workloads, new Random(seed));
      assertThat(rates(fleetOf(workloads))).isEqualTo(rates(oneOrder));
    }
  }

  @Test
  void addAll_ofParts_isTheSameAsTheWholeToTheLastBit() {
    for (int seed = 0; seed < 20; seed++) {
      List<LevelStretches> workloads = randomWorkloads(seed);
      int split = new Random(seed).nextInt(workloads.size());
      FleetHistory left = fleetOf(workloads.subList(0, split));
      left.addAll(fleetOf(workloads.subList(split, workloads.size())));
      assertThat(rates(left)).isEqualTo(rates(fleetOf(workloads)));
    }
  }

  @Test
  void priorFor_combinesTheSumsOverWorkloads() {
    List<LevelStretches> workloads = randomWorkloads(3);
    workloads.add(busyEveryDay());
    workloads.add(busyEveryDay());
    workloads.forEach(LevelStretches::breakOff);
    FleetPrior prior = fleetOf(workloads).priorFor(TODAY + 2);
    for (int length = 0; length < FleetHistory.LENGTHS; length++) {
      int code = FleetHistory.code(length);
      GammaPoisson expected = ShippedPrior.combine(LEVEL, length, sums(workloads, code));
      GammaPoisson actual = prior.rate(LEVEL, code);
      assertThat(actual.shape()).isCloseTo(expected.shape(), within(1e-9 * expected.shape()));
      assertThat(actual.rate(0, 0)).isCloseTo(expected.rate(0, 0), within(1e-9));
    }
  }

  @Test
  void priorFor_aDay_knowsDaysUpToTheOneBeforeYesterday() {
    fleet.addDay(TODAY, busyEveryDay());
    GammaPoisson unknowing = new FleetHistory().priorFor(TODAY + 2).rate(LEVEL, LIKE);
    assertThat(fleet.priorFor(TODAY + 1).rate(LEVEL, LIKE)).isEqualTo(unknowing);
    assertThat(fleet.priorFor(TODAY + 2).rate(LEVEL, LIKE)).isNotEqualTo(unknowing);
  }

  @Test
  void priorFor_aLaterDay_usesTheNewestDayKnown() {
    fleet.addDay(TODAY, busyEveryDay());
    GammaPoisson then = fleet.priorFor(TODAY + 2).rate(LEVEL, LIKE);
    assertThat(fleet.priorFor(TODAY + 500).rate(LEVEL, LIKE)).isEqualTo(then);
  }

  @Test
  void priorFor_aBusyFleet_expectsMoreThanForAnIdleOne() {
    FleetHistory idle = new FleetHistory();
    for (int i = 0; i < 50; i++) {
      fleet.addDay(TODAY, busyEveryDay());
      idle.addDay(TODAY, idleEveryDay());
    }
    double shipped = rate(new FleetHistory());
    assertThat(rate(fleet)).isGreaterThan(10 * shipped).isLessThan(1);
    assertThat(rate(idle)).isLessThan(shipped / 3);
  }

  @Test
  void addDay_ofAStretchThatGoesOn_countsItsDays() {
    LevelStretches ended = minutesAt(0.9, 3);
    ended.breakOff();
    fleet.addDay(TODAY, minutesAt(0.9, 3));
    FleetHistory ofEnded = new FleetHistory();
    ofEnded.addDay(TODAY, ended);
    assertThat(rates(fleet)).isEqualTo(rates(ofEnded));
    assertThat(rate(fleet)).isGreaterThan(rate(new FleetHistory()));
  }

  @Test
  void addDay_ofNothingObserved_saysNothing() {
    fleet.addDay(TODAY, new LevelStretches());
    assertThat(rates(fleet)).isEqualTo(rates(new FleetHistory()));
  }

  @Test
  void addDay_ofMoreDaysThanAreKept_forgetsTheOldest() {
    LevelStretches busy = busyEveryDay();
    fleet.addDay(TODAY, busy);
    for (int i = 1; i <= FleetHistory.MOST_DAYS; i++) {
      fleet.addDay(TODAY + i, idleAt(TODAY + i));
    }
    assertThat(rates(fleet)).isEqualTo(rates(new FleetHistory()));
  }

  @Test
  void addAll_ofMoreDaysThanAreKept_forgetsTheOldest() {
    fleet.addDay(TODAY, busyEveryDay());
    FleetHistory later = new FleetHistory();
    for (int i = 1; i <= FleetHistory.MOST_DAYS; i++) {
      later.addDay(TODAY + i, idleAt(TODAY + i));
    }
    fleet.addAll(later);
    assertThat(rates(fleet)).isEqualTo(rates(new FleetHistory()));
  }

  @Test
  void rate_ofLongerOrHigher_isNotLikelier() {
    fleet.addDay(TODAY, busyEveryDay());
    FleetPrior prior = fleet.priorFor(TODAY + 2);
    double shorter = prior.rate(LEVEL, Levels.likeCode(60 * MINUTE)).rate(0, 0);
    double longer = prior.rate(LEVEL, Levels.likeCode(6 * 60 * MINUTE)).rate(0, 0);
    double higher = prior.rate(Levels.COUNT - 1, Levels.likeCode(60 * MINUTE)).rate(0, 0);
    assertThat(longer).isLessThanOrEqualTo(shorter);
    assertThat(higher).isLessThanOrEqualTo(shorter);
  }

  private static CountSums sums(List<LevelStretches> workloads, int code) {
    double[] sums = new double[5];
    for (LevelStretches workload : workloads) {
      double days = workload.history().daysWith(LEVEL, code, TODAY);
      double minutes = Math.rint(workload.history().observedDays(TODAY) * 24 * 60);
      double exposure = minutes / (24 * 60);
      sums[0] += days;
      sums[1] += days * days;
      sums[2] += days * exposure;
      sums[3] += exposure;
      sums[4] += exposure * exposure;
    }
    return new CountSums(sums[0], sums[1], sums[2], sums[3], sums[4]);
  }

  private static double rate(FleetHistory fleet) {
    return fleet.priorFor(TODAY + 2).rate(LEVEL, LIKE).rate(0, 0);
  }

  private static List<GammaPoisson> rates(FleetHistory fleet) {
    List<GammaPoisson> rates = new ArrayList<>();
    FleetPrior prior = fleet.priorFor(TODAY + 2);
    for (int level = 0; level < Levels.COUNT; level++) {
      for (int code = 1; code < 50; code++) {
        rates.add(prior.rate(level, code));
      }
    }
    return rates;
  }

  private static FleetHistory fleetOf(List<LevelStretches> workloads) {
    FleetHistory fleet = new FleetHistory();
    workloads.forEach(workload -> fleet.addDay(TODAY, workload));
    return fleet;
  }

  private static List<LevelStretches> randomWorkloads(int seed) {
    Random random = new Random(seed);
    List<LevelStretches> workloads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LevelStretches stretches = new LevelStretches();
      long at = (TODAY - 20) * DAY + random.nextLong(10 * DAY);
      while (at < (TODAY + 1) * DAY) {
        stretches.observe(at, at + random.nextInt(60_000), random.nextDouble());
        at += 5 * MINUTE + random.nextInt(10_000);
      }
      workloads.add(stretches);
    }
    return workloads;
  }

  /// Eight hours at 90 % on each of the last ten days.
  private static LevelStretches busyEveryDay() {
    LevelStretches stretches = new LevelStretches();
    for (long at = (TODAY - 9) * DAY; at < (TODAY + 1) * DAY; at += 5 * MINUTE) {
      stretches.observe(at, at, at % DAY < DAY / 3 ? 0.9 : 0.05);
    }
    return stretches;
  }

  private static LevelStretches idleEveryDay() {
    return minutesAt(0.05, 10);
  }

  private static LevelStretches idleAt(long day) {
    LevelStretches stretches = new LevelStretches();
    stretches.observe(day * DAY, day * DAY, 0.05);
    stretches.observe(day * DAY + 5 * MINUTE, day * DAY + 5 * MINUTE, 0.05);
    return stretches;
  }

  private static LevelStretches minutesAt(double cpu, int days) {
    LevelStretches stretches = new LevelStretches();
    for (long at = (TODAY + 1 - days) * DAY; at < (TODAY + 1) * DAY; at += 5 * MINUTE) {
      stretches.observe(at, at, cpu);
    }
    return stretches;
  }
}
