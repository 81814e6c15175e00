package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinerRecordingTest {
  @Test
  void relative_overTheWhole_isOne() {
    for (MinerRecording recording :
        new MinerRecording[] {MinerRecording.STEADY, MinerRecording.DUTY_CYCLED}) {
      assertThat(recording.relative(0, recording.seconds())).isCloseTo(1, within(1e-4));
      assertThat(recording.relative(17, 3L * recording.seconds())).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void relative_pastTheEnd_goesOnFromTheBeginning() {
    MinerRecording steady = MinerRecording.STEADY;
    assertThat(steady.relative(5L * steady.seconds() + 7, 60))
        .isCloseTo(steady.relative(7, 60), within(1e-9));
  }

  @Test
  void relative_ofTheDutyCycled_variesMore() {
    assertThat(spread(MinerRecording.DUTY_CYCLED)).isGreaterThan(3 * spread(MinerRecording.STEADY));
  }

  private static double spread(MinerRecording recording) {
    double sum = 0;
    for (int second = 0; second < recording.seconds(); second++) {
      sum += Math.abs(recording.relative(second, 1) - 1);
    }
    return sum / recording.seconds();
  }
}
