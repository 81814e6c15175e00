package dev.flatline.formats.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.formats.finding.FindingJsonDecoder;
import dev.flatline.testkit.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The calculation told comes to what the detectors came to, on evidence that they made of
/// traces.
class CalculationTest {
  private static final List<Evidence> EVIDENCE = ExplainedFindings.evidence();

  @Test
  void evidence_isOfEveryDetectorAndAspect() {
    Set<String> detectors = new HashSet<>();
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    for (Evidence evidence : EVIDENCE) {
      detectors.add(evidence.detector());
      aspects.add(evidence.aspect());
    }
    assertThat(aspects)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Aspect.values()).filter(aspect -> !aspect.isOfGpu()).toList());
    assertThat(detectors).hasSize(6);
  }

  @Test
  void strength_isThatOfTheEvidence() {
    for (Evidence evidence : EVIDENCE) {
      Calculation calculation = Calculation.of(evidence);
      if (evidence.aspect() == Aspect.SHAPE || evidence.aspect() == Aspect.LENGTH) {
        assertThat(calculation.strengthDecibans()).isNaN();
      } else {
        assertThat(calculation.strengthDecibans())
            .isCloseTo(evidence.strengthDecibans(), within(1e-9));
      }
      assertThat(calculation.lines())
          .anyMatch(line -> line.contains("strength") && line.contains(decibans(evidence)));
    }
  }

  @Test
  void evidence_ofAPod_hasItsOwnersTerms() {
    assertThat(EVIDENCE)
        .filteredOn(evidence -> value(evidence, ValueNames.OWNER_DAYS) > 14)
        .isNotEmpty()
        .allSatisfy(
            evidence ->
                assertThat(Calculation.of(evidence).lines())
                    .anyMatch(line -> line.contains("its owner's pods before it began")));
  }

  @Test
  void returnPeriod_isThatOfTheEvidence() {
    for (Evidence evidence : EVIDENCE) {
      double told = Calculation.of(evidence).returnDays();
      double judged = value(evidence, ValueNames.RETURN_PERIOD);
      if (Double.isNaN(judged)) {
        assertThat(told).isNaN();
      } else {
        assertThat(told).isCloseTo(judged, within(1e-9 * judged));
      }
    }
  }

  @Test
  void sides_areThoseOfTheEvidence() {
    for (Evidence evidence : EVIDENCE) {
      EvidenceValues values = new EvidenceValues(evidence);
      for (ThroughputCalculation.Side side :
          List.of(ThroughputCalculation.Side.NETWORK, ThroughputCalculation.Side.DISK)) {
        double judged = value(evidence, side.name() + "_strength");
        double rise = value(evidence, ValueNames.CPU_LOG_RISE);
        double told = new ThroughputCalculation(side, values).decibans(rise);
        if (Double.isNaN(judged)) {
          assertThat(told).isNaN();
        } else {
          assertThat(told).isCloseTo(judged, within(1e-9 * Math.abs(judged)));
        }
      }
    }
  }

  @Test
  void lines_holdEveryValueInASentenceThatAsciiCanWrite() {
    for (Evidence evidence : EVIDENCE) {
      assertThat(Calculation.of(evidence).lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).matches("\\p{ASCII}+").containsPattern("[:=]"))
          .noneMatch(line -> line.contains("NaN") || line.contains("_"));
    }
  }

  @Test
  void valuesOfTheEvidence_areAllInTheReference() throws IOException {
    String page = Files.readString(SourceTree.path("docs/reference/findings.md"));
    for (Evidence evidence : EVIDENCE) {
      assertThat(evidence.values())
          .allSatisfy(value -> assertThat(page).contains("`" + value.name() + "`"));
    }
  }

  @Test
  void lines_ofAFindingReadBackFromJson_areTheSame() throws IOException {
    for (Finding finding : ExplainedFindings.all()) {
      byte[] json = FindingJson.encode(finding).getBytes(StandardCharsets.US_ASCII);
      Finding read = FindingJsonDecoder.decode(new ByteArrayInputStream(json)).getFirst();
      assertThat(read.evidence().stream().map(Calculation::of))
          .isEqualTo(finding.evidence().stream().map(Calculation::of).toList());
      assertThat(WeighingText.of(read)).isEqualTo(WeighingText.of(finding));
    }
  }

  @Test
  void lines_whereAnyOneValueIsMissing_areTold() {
    for (Evidence evidence : EVIDENCE) {
      for (NamedValue missing : evidence.values()) {
        Evidence fewer = with(evidence, evidence.strengthDecibans(), without(evidence, missing));
        assertThat(Calculation.of(fewer).lines()).noneMatch(line -> line.contains("NaN"));
      }
    }
  }

  @Test
  void lines_ofAnOlderVersion_leaveOutWhatIsNotKnown() {
    List<NamedValue> old =
        List.of(
            new NamedValue(ValueNames.LEVEL, 0.45, Unit.SHARE),
            new NamedValue(ValueNames.LIKE_DAYS, 0.00391, Unit.DAYS),
            new NamedValue(ValueNames.OWN_DAYS, 25.9, Unit.DAYS),
            new NamedValue(ValueNames.RETURN_PERIOD, 226, Unit.DAYS));
    assertThat(Calculation.of(with(novelty(), 23.6, old)).lines())
        .containsExactly(
            "like it before: 0.00391 in 25.9 days; with the fleet's word once in 226 days",
            "CPU stays above 0.450");
  }

  @Test
  void lines_ofAnotherVersionThatCameToSomethingElse_sayNoEquation() {
    Evidence other = with(novelty(), 3, novelty().values());
    assertThat(Calculation.of(other).lines())
        .contains("strength: +3.0 dB by another version's rules")
        .noneMatch(line -> line.startsWith("strength ="));
  }

  @Test
  void lines_ofAPriorThatCannotBe_areToldWithoutIt() {
    List<NamedValue> broken = without(novelty(), ValueNames.FLEET_DAYS);
    broken.add(new NamedValue(ValueNames.FLEET_DAYS, -1, Unit.DAYS));
    assertThat(Calculation.of(with(novelty(), 3, broken)).lines())
        .noneMatch(line -> line.startsWith("rate ="));
  }

  private static Evidence novelty() {
    return EVIDENCE.stream()
        .filter(one -> one.aspect() == Aspect.ESTABLISHED)
        .findFirst()
        .orElseThrow();
  }

  private static List<NamedValue> without(Evidence evidence, NamedValue missing) {
    return without(evidence, missing.name());
  }

  private static List<NamedValue> without(Evidence evidence, String name) {
    List<NamedValue> values = new ArrayList<>(evidence.values());
    values.removeIf(value -> value.name().equals(name));
    return values;
  }

  private static Evidence with(Evidence evidence, double strength, List<NamedValue> values) {
    return new Evidence(
        evidence.detector(),
        evidence.aspect(),
        evidence.technique(),
        strength,
        evidence.from(),
        evidence.to(),
        evidence.summary(),
        values);
  }

  private static String decibans(Evidence evidence) {
    return Words.decibans(evidence.strengthDecibans());
  }

  private static double value(Evidence evidence, String name) {
    return evidence.values().stream()
        .filter(value -> value.name().equals(name))
        .mapToDouble(NamedValue::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
