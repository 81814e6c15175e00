package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.AccountingSituation;
import dev.flatline.core.detect.compute.AccountingContradictionDetector.Contradiction;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Plane;
import dev.flatline.core.feature.PlaneFeatures;
import dev.flatline.core.feature.PlaneGap;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Planes that contradict each other, as evidence: since when, and whether that is new.
final class AccountingEvidence {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double LONGEST_PAST_DAYS = 30;

  private final AccountingSituation situation;
  private final Contradiction found;
  private final PlaneGap gap;
  private final Instant since;
  private final double agreedDays;

  private AccountingEvidence(AccountingSituation situation, Contradiction found) {
    this.situation = situation;
    this.found = found;
    this.gap = found.gap();
    this.since = situation.past().ceased().orElse(Instant.ofEpochMilli(gap.sinceMillis()));
    this.agreedDays = situation.past().agreed().toSeconds() / SECONDS_PER_DAY;
  }

  static Evidence of(AccountingSituation situation, Contradiction found) {
    return new AccountingEvidence(situation, found).evidence();
  }

  private Evidence evidence() {
    boolean onset = isOnset();
    boolean strong = found.decibans() >= AccountingContradictionDetector.SINGLE_DECIBANS;
    return new Evidence(
        AccountingContradictionDetector.ID,
        onset ? Aspect.ACCOUNTING_ONSET : strong ? Aspect.ACCOUNTING : Aspect.ACCOUNTING_DOUBT,
        Technique.COMPUTE_HIJACKING,
        onset ? Math.max(found.decibans(), noveltyDecibans(agreedDays)) : found.decibans(),
        since.isAfter(situation.at()) ? situation.at() : since,
        situation.at(),
        summary(onset),
        values(onset));
  }

  /// The planes agreed for as long as a past takes to learn; then the one rose by most of the gap,
  /// and the other did not fall by as much: coverage that is lost lets the lower one fall. And it
  /// has lasted.
  private boolean isOnset() {
    return found.decibans() >= AccountingContradictionDetector.SINGLE_DECIBANS
        && situation.past().agreed().compareTo(situation.thresholds().learning()) >= 0
        && lasted().toMillis() >= Stretch.LASTING_MILLIS
        && rise(gap.higher()) >= gap.lasting() / 2
        && rise(gap.lower()) > -gap.lasting() / 2;
  }

  private Duration lasted() {
    return Duration.between(since, situation.at());
  }

  /// By how much a plane tells more now than when they last agreed; NaN where that is not known.
  private double rise(Plane plane) {
    return situation
        .past()
        .last()
        .map(before -> situation.features().mean(plane) - before.mean(plane))
        .orElse(Double.NaN);
  }

  /// After n days of which none had a contradiction, that one begins today: Jeffreys' prior of a
  /// proportion, 0.5 / (n + 1).
  private static double noveltyDecibans(double days) {
    double decibans = 10 * Math.log10(2 * (Math.min(days, LONGEST_PAST_DAYS) + 1));
    return Math.min(AccountingContradictionDetector.STRONGEST_DECIBANS, decibans);
  }

  private String summary(boolean onset) {
    String who = found.others() > 0 ? " and " + others() : "";
    return "over %d minutes %s%s counted %s %% of the CPU, %s points more than %s: %s%s"
        .formatted(
            situation.window().toMinutes(),
            gap.higher().text(),
            who,
            percent(situation.features().mean(gap.higher())),
            percent(gap.lasting()),
            gap.lower().text(),
            meaning(),
            onset ? "; they had agreed for " + Decimals.text(agreedDays, 0) + " days before" : "");
  }

  private String others() {
    return found.others() == 1 ? "one more plane" : found.others() + " more planes";
  }

  private String meaning() {
    return switch (gap.lower()) {
      case PROCESSES ->
          found.decibans() >= AccountingContradictionDetector.SINGLE_DECIBANS
              ? "something runs that the list of processes does not show"
              : "time that no listed process accounts for, but its cgroups do not either";
      case HOST -> "its own counters are false, or work dodges the clock tick";
      case CGROUPS -> "time that no cgroup accounts for";
      case HYPERVISOR -> "time that the hypervisor did not give";
    };
  }

  private static String percent(double share) {
    return Decimals.text(100 * share, 0);
  }

  private List<NamedValue> values(boolean onset) {
    PlaneFeatures features = situation.features();
    List<NamedValue> values = new ArrayList<>();
    for (Plane plane : Plane.values()) {
      add(values, plane.metric().metricName(), features.mean(plane), Unit.SHARE);
    }
    add(values, ValueNames.PLANE_GAP, gap.lasting(), Unit.SHARE);
    add(values, ValueNames.PLANE_GAP_MEAN, gap.mean(), Unit.SHARE);
    add(values, ValueNames.PLANE_GAP_MEDIAN, gap.median(), Unit.SHARE);
    add(values, ValueNames.PLANE_MINUTES, gap.minutes(), Unit.COUNT);
    add(values, ValueNames.PLANE_TOLERANCE, found.tolerance(), Unit.SHARE);
    double base = AccountingContradictionDetector.base(gap);
    add(values, ValueNames.PLANE_TOLERANCE_BASE, base, Unit.SHARE);
    double interrupts = AccountingContradictionDetector.interrupted(features, gap);
    add(values, ValueNames.INTERRUPTS_ALLOWED, interrupts, Unit.SHARE);
    double steal = AccountingContradictionDetector.stolen(features, gap);
    add(values, ValueNames.STEAL_ALLOWED, steal, Unit.SHARE);
    add(values, ValueNames.PLANES_CONFIRMING, found.others(), Unit.COUNT);
    add(values, ValueNames.PLANES_STRENGTH, found.decibans(), Unit.DECIBANS);
    addPast(values, onset);
    return values;
  }

  private void addPast(List<NamedValue> values, boolean onset) {
    add(values, ValueNames.AGREED_DAYS, agreedDays, Unit.DAYS);
    double learning = situation.thresholds().learning().toSeconds() / SECONDS_PER_DAY;
    add(values, ValueNames.LEARNING_DAYS, learning, Unit.DAYS);
    add(values, ValueNames.DISAGREED, lasted().toMillis() / 1e3, Unit.SECONDS);
    double after = Stretch.LASTING_MILLIS / 1e3;
    add(values, ValueNames.ESTABLISHED_AFTER, after, Unit.SECONDS);
    add(values, ValueNames.HIGHER_RISE, rise(gap.higher()), Unit.SHARE);
    add(values, ValueNames.LOWER_RISE, rise(gap.lower()), Unit.SHARE);
    if (onset) {
      double strongest = AccountingContradictionDetector.STRONGEST_DECIBANS;
      add(values, ValueNames.STRONGEST, strongest, Unit.DECIBANS);
      add(values, ValueNames.LONGEST_PAST, LONGEST_PAST_DAYS, Unit.DAYS);
    }
  }

  private static void add(List<NamedValue> values, String name, double value, Unit unit) {
    if (!Double.isNaN(value)) {
      values.add(new NamedValue(name, value, unit));
    }
  }
}
