package dev.flatline.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -3, Double.NaN})
  void evidence_withoutStrength_isRefused(double strength) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evidence(strength, NOON, NOON))
        .withMessageContaining("strength");
  }

  @Test
  void evidence_thatEndsBeforeItBegins_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evidence(10, NOON, NOON.minusMillis(1)))
        .withMessageContaining("2026-03-10T12:00:00Z");
  }

  @Test
  void family_isThatOfTheAspect() {
    assertThat(evidence(10, NOON, NOON).family()).isEqualTo(EvidenceFamily.COMPUTE);
  }

  private static Evidence evidence(double strength, Instant from, Instant to) {
    return new Evidence(
        "compute.any",
        Aspect.SHAPE,
        Technique.COMPUTE_HIJACKING,
        strength,
        from,
        to,
        "CPU stayed",
        List.of());
  }
}
