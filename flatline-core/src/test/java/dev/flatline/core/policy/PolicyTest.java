package dev.flatline.core.policy;

import static dev.flatline.core.policy.ContextNote.Kind.EXPECTED_PLATEAU;
import static dev.flatline.core.policy.ContextNote.Kind.EXPIRED_SUPPRESSION;
import static dev.flatline.core.policy.ContextNote.Kind.PLATFORM;
import static dev.flatline.core.policy.ContextNote.Kind.ROLE;
import static dev.flatline.core.policy.ContextNote.Kind.SUPPRESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final Instant FROM = Instant.parse("2026-01-10T01:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-10T02:00:00Z");
  private static final Workload TRAINING = Workload.named("ml-training");

  @Test
  void none_saysNothing() {
    PolicyContext context = Policy.none().contextFor(TRAINING, FROM, TO);

    assertThat(context.role()).isEmpty();
    assertThat(context.thresholds()).isEqualTo(Thresholds.DEFAULT);
    assertThat(context.notes()).isEmpty();
  }

  @Test
  void contextFor_role_isNoted() {
    Policy policy = withRoles(assignment("ml-*", WorkloadRole.ML_TRAINING));

    PolicyContext context = policy.contextFor(TRAINING, FROM, TO);

    assertThat(context.role()).contains(WorkloadRole.ML_TRAINING);
    assertThat(context.has(ROLE)).isTrue();
    assertThat(sentences(context)).containsExactly("role ml-training by roles[0] (name ml-*)");
  }

  @Test
  void contextFor_twoRolesThatContradict_firstWinsAndTheOtherIsNamed() {
    Policy policy =
        withRoles(
            assignment("web", WorkloadRole.WEB),
            assignment("ml-*", WorkloadRole.ML_TRAINING),
            assignment("ml-training", WorkloadRole.ML_TRAINING),
            assignment("*", WorkloadRole.BATCH));

    PolicyContext context = policy.contextFor(TRAINING, FROM, TO);

    assertThat(context.role()).contains(WorkloadRole.ML_TRAINING);
    assertThat(sentences(context))
        .containsExactly(
            "role ml-training by roles[1] (name ml-*); "
                + "roles[3] (name *) says batch, the first match wins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Job", "CronJob"})
  void contextFor_ownerThatRunsToCompletion_isNoted(String ownerKind) {
    Workload job = new Workload("shop/Job/export", Map.of("owner_kind", ownerKind));

    PolicyContext context = Policy.none().contextFor(job, FROM, TO);

    assertThat(context.has(PLATFORM)).isTrue();
    assertThat(sentences(context))
        .containsExactly(
            "the platform runs it as a " + ownerKind + ": made to compute until it is done");
  }

  @Test
  void contextFor_otherOwner_isNoNews() {
    Workload deployment = new Workload("shop/Deployment/cart", Map.of("owner_kind", "Deployment"));

    assertThat(Policy.none().contextFor(deployment, FROM, TO).notes()).isEmpty();
  }

  @Test
  void contextFor_stretchWithinExpectedPlateau_isNoted() {
    Policy policy = withPlateau(new IntervalSchedule(Duration.ofDays(1), FROM), "nightly run");

    assertThat(sentences(policy.contextFor(TRAINING, FROM, TO)))
        .containsExactly(
            "within the plateau expected from 2026-01-10T01:00:00Z to 2026-01-10T03:00:00Z"
                + " (every 1d from 2026-01-10T01:00:00Z): nightly run, expected_plateaus[0]");
  }

  @Test
  void contextFor_expectedPlateauOfAnotherOrAtAnotherTime_isNot() {
    Policy policy = withPlateau(new IntervalSchedule(Duration.ofDays(1), FROM), "");

    assertThat(policy.contextFor(Workload.named("web"), FROM, TO).has(EXPECTED_PLATEAU)).isFalse();
    assertThat(policy.contextFor(TRAINING, FROM, TO.plus(Duration.ofHours(2))).notes()).isEmpty();
  }

  @Test
  void contextFor_suppressionThatHolds_isNoted() {
    PolicyContext context = suppressedUntil(TO).contextFor(TRAINING, FROM, TO);

    assertThat(context.has(SUPPRESSION)).isTrue();
    assertThat(sentences(context))
        .containsExactly(
            "suppressed until 2026-01-10T02:00:00Z by data-team: known twin, suppressions[0]");
  }

  @Test
  void contextFor_suppressionThatEndsWithinTheStretch_isReportedAndNotApplied() {
    PolicyContext context = suppressedUntil(TO.minusMillis(1)).contextFor(TRAINING, FROM, TO);

    assertThat(context.has(SUPPRESSION)).isFalse();
    assertThat(context.has(EXPIRED_SUPPRESSION)).isTrue();
    assertThat(sentences(context))
        .containsExactly(
            "no longer suppressed since 2026-01-10T01:59:59.999Z by data-team: known twin,"
                + " suppressions[0]");
  }

  @Test
  void expiredAt_namesThoseToCleanUp() {
    Policy policy = suppressedUntil(TO);

    assertThat(policy.expiredAt(TO)).isEmpty();
    assertThat(policy.expiredAt(TO.plusMillis(1)))
        .containsExactly(
            "suppressions[0] (name ml-*) of data-team has ended, since 2026-01-10T02:00:00Z:"
                + " renew or remove it");
  }

  @Test
  void thresholdsFor_narrowerWinsNumberByNumber() {
    ThresholdPolicy thresholds =
        new ThresholdPolicy(
            new ThresholdOverrides(
                Map.of(
                    Threshold.PLATEAU_MEAN, 0.8,
                    Threshold.PLATEAU_CV, 0.08,
                    Threshold.FLAT_CV, 0.3)),
            Map.of(
                WorkloadRole.BATCH,
                new ThresholdOverrides(Map.of(Threshold.PLATEAU_CV, 0.07, Threshold.FLAT_CV, 0.2))),
            List.of(
                tenant("acme", ThresholdOverrides.of(Threshold.FLAT_CV, 0.1)),
                tenant("*", ThresholdOverrides.of(Threshold.FLAT_CV, 0.9))));
    Policy policy =
        new Policy(
            List.of(assignment("batch", WorkloadRole.BATCH)), List.of(), thresholds, List.of());

    Thresholds found = policy.thresholdsFor(new Workload("batch", Map.of("tenant", "acme")));

    assertThat(found.plateauMean()).isEqualTo(0.8);
    assertThat(found.plateauCv()).isEqualTo(0.07);
    assertThat(found.flatCv()).isEqualTo(0.1);
    assertThat(found.learning()).isEqualTo(Thresholds.DEFAULT.learning());
  }

  @Test
  void suppression_withoutReasonOrOwner_isRefused() {
    WorkloadPattern all = WorkloadPattern.named("*");

    assertThatThrownBy(() -> new Suppression(all, " ", "me", TO)).hasMessageContaining("reason");
    assertThatThrownBy(() -> new Suppression(all, "why", "", TO)).hasMessageContaining("owner");
  }

  private static List<String> sentences(PolicyContext context) {
    return context.notes().stream().map(ContextNote::sentence).toList();
  }

  private static RoleAssignment assignment(String name, WorkloadRole role) {
    return new RoleAssignment(WorkloadPattern.named(name), role);
  }

  private static TenantThresholds tenant(String value, ThresholdOverrides overrides) {
    return new TenantThresholds(WorkloadPattern.labelled("tenant", value), overrides);
  }

  private static Policy withRoles(RoleAssignment... roles) {
    return new Policy(List.of(roles), List.of(), ThresholdPolicy.DEFAULTS, List.of());
  }

  private static Policy withPlateau(Schedule schedule, String reason) {
    ExpectedPlateau plateau =
        new ExpectedPlateau(
            WorkloadPattern.named("ml-*"), schedule, Duration.ofHours(2), Duration.ZERO, reason);
    return new Policy(List.of(), List.of(plateau), ThresholdPolicy.DEFAULTS, List.of());
  }

  private static Policy suppressedUntil(Instant expires) {
    Suppression suppression =
        new Suppression(WorkloadPattern.named("ml-*"), "known twin", "data-team", expires);
    return new Policy(List.of(), List.of(), ThresholdPolicy.DEFAULTS, List.of(suppression));
  }
}
