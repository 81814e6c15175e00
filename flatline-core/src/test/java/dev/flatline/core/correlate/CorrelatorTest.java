package dev.flatline.core.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.ContextNote;
import dev.flatline.core.policy.PolicyContext;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.policy.WorkloadRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorrelatorTest {
  private static final PolicyContext NO_CONTEXT =
      new PolicyContext(null, Thresholds.DEFAULT, List.of());

  private static final List<Aspect> NEW_AND_DECOUPLED =
      List.of(Aspect.ESTABLISHED, Aspect.COUPLING);

  @ParameterizedTest
  @CsvSource({
    "ESTABLISHED COUPLING SHAPE, FOUND, HIGH",
    "ESTABLISHED COUPLING,   FOUND,   HIGH",
    "ESTABLISHED,            UNKNOWN, MEDIUM",
    "ESTABLISHED,            UNCLEAR, MEDIUM",
    "ESTABLISHED,            CLEAR,   LOW",
    "NOVELTY COUPLING SHAPE, FOUND,   MEDIUM",
    "NOVELTY COUPLING,       FOUND,   MEDIUM",
    "NOVELTY,                UNCLEAR, MEDIUM",
    "RARITY,                 UNCLEAR, LOW",
    "LENGTH COUPLING,        FOUND,   MEDIUM",
    "LENGTH,                 UNKNOWN, MEDIUM",
    "LENGTH,                 UNCLEAR, MEDIUM",
    "LENGTH,                 CLEAR,   MEDIUM",
    "NOVELTY SHAPE,          UNKNOWN, MEDIUM",
    "NOVELTY,                UNKNOWN, MEDIUM",
    "NOVELTY SHAPE,          CLEAR,   LOW",
    "NOVELTY,                CLEAR,   LOW",
    "RARITY COUPLING SHAPE,  FOUND,   MEDIUM",
    "RARITY COUPLING,        FOUND,   MEDIUM",
    "RARITY,                 UNKNOWN, MEDIUM",
    "RARITY SHAPE,           CLEAR,   LOW",
    "RARITY,                 CLEAR,   LOW",
    "SHAPE COUPLING,         FOUND,   LOW",
    "SHAPE,                  UNKNOWN, LOW",
    "SHAPE,                  CLEAR,   LOW",
  })
  void weigh_ofAspectsThatAgree_followsTheTable(
      String aspects, Answers.Coupling coupling, Severity severity) {
    assertThat(verdict(Answers.of(aspects(aspects), coupling)).severity()).isEqualTo(severity);
  }

  @Test
  void weigh_ofCouplingAlone_comesToNothing() {
    assertThat(
            Correlator.weigh(
                Answers.of(List.of(Aspect.COUPLING), Answers.Coupling.FOUND), from -> NO_CONTEXT))
        .isEmpty();
  }

  @Test
  void weigh_ofNoEvidence_comesToNothing() {
    assertThat(Correlator.weigh(List.of(), from -> NO_CONTEXT)).isEmpty();
    assertThat(
            Correlator.weigh(
                List.of(
                    new Clear("compute.novelty", Aspect.NOVELTY),
                    new Clear("compute.decoupling", Aspect.COUPLING)),
                from -> NO_CONTEXT))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ESTABLISHED COUPLING, FOUND,   ROLE,                BATCH, MEDIUM",
    "ESTABLISHED COUPLING, FOUND,   ROLE,                WEB,   HIGH",
    "ESTABLISHED COUPLING, FOUND,   PLATFORM,            ,      MEDIUM",
    "ESTABLISHED COUPLING, FOUND,   EXPECTED_PLATEAU,    ,      LOW",
    "ESTABLISHED COUPLING, FOUND,   SUPPRESSION,         ,      LOW",
    "ESTABLISHED COUPLING, FOUND,   EXPIRED_SUPPRESSION, ,      HIGH",
    "NOVELTY,          UNKNOWN, ROLE,                BATCH, LOW",
    "NOVELTY,          UNKNOWN, ROLE,                WEB,   MEDIUM",
    "NOVELTY,          UNKNOWN, PLATFORM,            ,      LOW",
    "RARITY COUPLING,  FOUND,   ROLE,                CI,    LOW",
    "RARITY COUPLING,  FOUND,   ROLE,                WEB,   MEDIUM",
    "RARITY COUPLING,  FOUND,   PLATFORM,            ,      LOW",
    "RARITY COUPLING,  FOUND,   EXPECTED_PLATEAU,    ,      LOW",
    "RARITY COUPLING,  FOUND,   SUPPRESSION,         ,      LOW",
    "RARITY COUPLING,  FOUND,   EXPIRED_SUPPRESSION, ,      MEDIUM",
    "SHAPE,            CLEAR,   ROLE,                BATCH, LOW",
    "SHAPE,            CLEAR,   SUPPRESSION,         ,      LOW",
    "ACCOUNTING_ONSET, UNKNOWN, ROLE,                BATCH, HIGH",
    "ACCOUNTING_ONSET, UNKNOWN, EXPECTED_PLATEAU,    ,      HIGH",
    "ACCOUNTING,       UNKNOWN, PLATFORM,            ,      MEDIUM",
    "ACCOUNTING,       UNKNOWN, EXPECTED_PLATEAU,    ,      MEDIUM",
    "ACCOUNTING,       UNKNOWN, SUPPRESSION,         ,      LOW",
    "ACCOUNTING_DOUBT, UNKNOWN, EXPIRED_SUPPRESSION, ,      LOW",
  })
  void weigh_inContext_lowersByTheTable(
      String aspects,
      Answers.Coupling coupling,
      ContextNote.Kind kind,
      WorkloadRole role,
      Severity severity) {
    PolicyContext context =
        new PolicyContext(role, Thresholds.DEFAULT, List.of(new ContextNote(kind, "so it is")));
    List<Assessment> answers = Answers.of(aspects(aspects), coupling);
    Verdict verdict = Correlator.weigh(answers, from -> context).orElseThrow();
    Severity before = verdict(answers).severity();
    assertThat(verdict.severity()).isEqualTo(severity);
    assertThat(verdict.context())
        .containsExactly(severity == before ? "so it is" : lowered(before, severity));
  }

  @ParameterizedTest
  @EnumSource
  void weigh_ofARole_lowersWhereItsPlateausAreExpected(WorkloadRole role) {
    PolicyContext context =
        new PolicyContext(
            role, Thresholds.DEFAULT, List.of(new ContextNote(ContextNote.Kind.ROLE, "role")));
    List<Assessment> miner = Answers.of(NEW_AND_DECOUPLED, Answers.Coupling.FOUND);
    assertThat(Correlator.weigh(miner, from -> context).orElseThrow().severity())
        .isEqualTo(role.plateausExpected() ? Severity.MEDIUM : Severity.HIGH);
  }

  @Test
  void weigh_ofARoleAndAPlatformThatSayTheSame_lowersOnce() {
    PolicyContext both =
        new PolicyContext(
            WorkloadRole.BATCH,
            Thresholds.DEFAULT,
            List.of(
                new ContextNote(ContextNote.Kind.ROLE, "role"),
                new ContextNote(ContextNote.Kind.PLATFORM, "platform")));
    List<Assessment> miner = Answers.of(NEW_AND_DECOUPLED, Answers.Coupling.FOUND);
    Verdict verdict = Correlator.weigh(miner, from -> both).orElseThrow();
    assertThat(verdict.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(verdict.context())
        .containsExactly("role: severity lowered from high to medium", "platform");
  }

  @Test
  void weigh_asksForContextSinceTheStretchThatIsNew() {
    List<Instant> asked = new ArrayList<>();
    List<Assessment> answers =
        List.of(
            Answers.evidence(Aspect.SHAPE, 9, Answers.NOON.plusSeconds(600)),
            Answers.evidence(Aspect.NOVELTY, 20, Answers.NOON),
            Answers.evidence(Aspect.COUPLING, 5, Answers.NOON.minusSeconds(600)));
    Optional<Verdict> verdict =
        Correlator.weigh(
            answers,
            from -> {
              asked.add(from);
              return NO_CONTEXT;
            });
    assertThat(asked).containsExactly(Answers.NOON);
    assertThat(verdict.orElseThrow().firstObserved()).isEqualTo(Answers.NOON);
  }

  @Test
  void firstObserved_withoutNovelty_isTheEarliest() {
    Instant early = Answers.NOON.minusSeconds(7_200);
    Verdict verdict =
        verdict(
            List.of(
                Answers.evidence(Aspect.COUPLING, 9), Answers.evidence(Aspect.SHAPE, 9, early)));
    assertThat(verdict.firstObserved()).isEqualTo(early);
  }

  @Test
  void weigh_inContext_leavesConfidenceAndEvidence() {
    List<Assessment> miner = Answers.of(NEW_AND_DECOUPLED, Answers.Coupling.FOUND);
    PolicyContext suppressed =
        new PolicyContext(
            null,
            Thresholds.DEFAULT,
            List.of(new ContextNote(ContextNote.Kind.SUPPRESSION, "known")));
    Verdict lowered = Correlator.weigh(miner, from -> suppressed).orElseThrow();
    assertThat(lowered.confidence()).isEqualTo(verdict(miner).confidence());
    assertThat(lowered.evidence()).isEqualTo(verdict(miner).evidence());
  }

  @Test
  void weigh_ofWhatIsCoupled_saysSoAndIsLessSure() {
    List<Assessment> alone = Answers.of(List.of(Aspect.NOVELTY), Answers.Coupling.UNKNOWN);
    List<Assessment> coupled = Answers.of(List.of(Aspect.NOVELTY), Answers.Coupling.CLEAR);
    assertThat(verdict(alone).context()).isEmpty();
    assertThat(verdict(coupled).context())
        .singleElement()
        .asString()
        .contains("network or disk moved with the CPU");
    assertThat(verdict(coupled).confidence())
        .isCloseTo(Correlator.confidence(10 - Correlator.COUPLED_DECIBANS), within(1e-12));
  }

  @Test
  void weigh_listsTheStrongestFirst() {
    List<Assessment> answers =
        List.of(
            Answers.evidence(Aspect.SHAPE, 9),
            Answers.evidence(Aspect.NOVELTY, 25),
            Answers.evidence(Aspect.COUPLING, 4));
    assertThat(verdict(answers).evidence())
        .extracting(Evidence::strengthDecibans)
        .containsExactly(25.0, 9.0, 4.0);
  }

  @Test
  void weigh_ofSeveralPiecesOfOneFamily_doesNotAddThemUp() {
    List<Assessment> one = List.of(Answers.evidence(Aspect.NOVELTY, 20));
    List<Assessment> three =
        List.of(
            Answers.evidence(Aspect.NOVELTY, 20),
            Answers.evidence(Aspect.SHAPE, 9),
            Answers.evidence(Aspect.COUPLING, 10));
    assertThat(verdict(three).confidence()).isEqualTo(verdict(one).confidence());
  }

  @Test
  void weigh_tellsWhatCouldNotBeTold() {
    Verdict verdict = verdict(Answers.of(List.of(Aspect.NOVELTY), Answers.Coupling.UNKNOWN));
    assertThat(verdict.unknowns())
        .containsExactly("compute.coupling: nothing is known of the time before this stretch");
  }

  @Test
  void confidence_isThePosteriorOfPriorOdds() {
    assertThat(Correlator.confidence(-Correlator.PRIOR_DECIBANS)).isCloseTo(0.5, within(1e-12));
    double odds = Math.pow(10, (Correlator.PRIOR_DECIBANS + 7) / 10);
    assertThat(Correlator.confidence(7)).isCloseTo(odds / (1 + odds), within(1e-12));
  }

  private static Verdict verdict(List<Assessment> answers) {
    Optional<Verdict> verdict = Correlator.weigh(answers, from -> NO_CONTEXT);
    return verdict.orElseThrow();
  }

  private static List<Aspect> aspects(String names) {
    return Arrays.stream(names.split(" ")).map(Aspect::valueOf).toList();
  }

  private static String lowered(Severity before, Severity after) {
    return "so it is: severity lowered from " + before.label() + " to " + after.label();
  }
}
