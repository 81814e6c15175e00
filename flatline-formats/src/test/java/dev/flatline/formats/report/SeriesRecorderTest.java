package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesRecorderTest {
  private static final long START_MILLIS = 1_795_290_898_896L;

  @Test
  void toSeries_nothingAdded_isEmpty() {
    assertThat(new SeriesRecorder().toSeries()).isEqualTo(FindingSeries.NONE);
  }

  @Test
  void toSeries_fewSamples_keepsEachAsItIs() {
    FindingSeries series = record(samples(600, 1000));

    assertThat(series.points()).hasSize(600);
    assertThat(series.points().get(7))
        .isEqualTo(
            new SeriesPoint(
                START_MILLIS + 7000, Spread.of(cpu(7)), Spread.UNMEASURED, Spread.of(7)));
  }

  @Test
  void toSeries_networkAndDisk_areBothDirections() {
    SeriesRecorder recorder = new SeriesRecorder();
    recorder.add(
        new Sample(
            Workload.named("a"),
            START_MILLIS,
            MetricValues.of(
                Map.of(
                    Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, 1.0,
                    Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, 2.0,
                    Metric.DISK_READ_BYTES_PER_SECOND, 4.0,
                    Metric.DISK_WRITE_BYTES_PER_SECOND, 8.0))));

    assertThat(recorder.toSeries().points())
        .containsExactly(
            new SeriesPoint(START_MILLIS, Spread.UNMEASURED, Spread.of(3), Spread.of(12)));
  }

  @Test
  void toSeries_ofAGpu_keepsItsPeaksWhenThinnedOut() {
    SeriesRecorder recorder = new SeriesRecorder();
    for (int i = 0; i < 2_000; i++) {
      double power = i == 777 ? 690 : 70;
      MetricValues values =
          MetricValues.of(
              Map.of(
                  Metric.GPU_UTILIZATION, 0.5,
                  Metric.GPU_POWER_WATTS, power,
                  Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND, 1.0,
                  Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND, 2.0));
      recorder.add(new Sample(Workload.named("gpu"), START_MILLIS + 1000L * i, values));
    }

    List<SeriesPoint> points = recorder.toSeries().points();
    assertThat(points).anyMatch(point -> point.gpu().powerWatts().greatest() == 690);
    assertThat(points).allMatch(point -> point.gpu().utilization().equals(Spread.of(0.5)));
    assertThat(points).allMatch(point -> point.gpu().pcie().equals(Spread.of(3)));
    assertThat(points).allMatch(point -> point.cpu().equals(Spread.UNMEASURED));
  }

  @ParameterizedTest
  @ValueSource(ints = {601, 2_699, 100_000})
  void toSeries_manySamples_hidesNoPeakAndMovesNoMean(int count) {
    List<Sample> samples = samples(count, 1000);
    FindingSeries series = record(samples);

    assertThat(series.points()).hasSizeBetween(300, 600);
    assertThat(series.points().stream().mapToDouble(point -> point.cpu().greatest()).max())
        .hasValue(samples.stream().mapToDouble(SeriesRecorderTest::cpu).max().orElseThrow());
    assertThat(series.points().stream().mapToDouble(point -> point.cpu().least()).min())
        .hasValue(samples.stream().mapToDouble(SeriesRecorderTest::cpu).min().orElseThrow());
    assertThat(series.points().stream().mapToDouble(point -> point.cpu().mean()).average())
        .hasValueCloseTo(
            samples.stream().mapToDouble(SeriesRecorderTest::cpu).average().orElseThrow(),
            within(0.01));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 501, 502, 777, 1023, 1024, 2697, 2698})
  void toSeries_onePeakOrDipAnywhere_isKept(int place) {
    List<Sample> samples = samples(2699, 1000);
    long atMillis = samples.get(place).atMillis();
    samples.set(place, sample(atMillis, 1.7));
    assertThat(record(samples).points()).anyMatch(point -> point.cpu().greatest() == 1.7);

    samples.set(place, sample(atMillis, 0));
    assertThat(record(samples).points()).anyMatch(point -> point.cpu().least() == 0);
  }

  @Test
  void toSeries_anyOrder_isTheSame() {
    List<Sample> samples = samples(5000, 1000);
    FindingSeries inOrder = record(samples);
    Collections.shuffle(samples, new Random(3));
    FindingSeries shuffled = record(samples);

    assertThat(shuffled.points())
        .extracting(SeriesPoint::atMillis)
        .isEqualTo(inOrder.points().stream().map(SeriesPoint::atMillis).toList());
    for (int i = 0; i < inOrder.points().size(); i++) {
      assertThat(shuffled.points().get(i).cpu().mean())
          .isCloseTo(inOrder.points().get(i).cpu().mean(), within(1e-12));
    }
  }

  @Test
  void add_aSeriesOfTheSameTime_changesNothing() {
    FindingSeries once = record(samples(5_000, 1000));
    SeriesRecorder recorder = new SeriesRecorder();
    once.points().forEach(recorder::add);
    once.points().forEach(recorder::add);

    assertThat(recorder.toSeries()).isEqualTo(once);
  }

  @Test
  void add_aSeriesOfAnotherTime_hasBoth() {
    FindingSeries first = record(samples(300, 1000));
    SeriesRecorder recorder = new SeriesRecorder();
    first.points().forEach(recorder::add);
    recorder.add(sample(START_MILLIS - 60_000, 0.5));

    assertThat(recorder.toSeries().points()).hasSize(301).endsWith(first.points().getLast());
  }

  @Test
  void toSeries_timesFarApartAndBeforeTheEpoch_works() {
    SeriesRecorder recorder = new SeriesRecorder();
    for (long at : new long[] {-5, 0, START_MILLIS}) {
      recorder.add(sampleOf(at, 0));
    }

    assertThat(recorder.toSeries().points())
        .extracting(SeriesPoint::atMillis)
        .containsExactly(-5L, 0L, START_MILLIS);
  }

  private static FindingSeries record(List<Sample> samples) {
    SeriesRecorder recorder = new SeriesRecorder();
    samples.forEach(recorder::add);
    return recorder.toSeries();
  }

  private static List<Sample> samples(int count, long stepMillis) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sampleOf(START_MILLIS + i * stepMillis, i));
    }
    return samples;
  }

  private static Sample sampleOf(long atMillis, int i) {
    Map<Metric, Double> values =
        Map.of(Metric.CPU_UTILIZATION, cpu(i), Metric.DISK_WRITE_BYTES_PER_SECOND, (double) i);
    return new Sample(Workload.named("a"), atMillis, MetricValues.of(values));
  }

  private static Sample sample(long atMillis, double cpu) {
    MetricValues values = MetricValues.of(Metric.CPU_UTILIZATION, cpu);
    return new Sample(Workload.named("a"), atMillis, values);
  }

  private static double cpu(int i) {
    return i % 97 == 0 ? 1.0 : 0.3 + 0.2 * Math.sin(i / 50.0);
  }

  private static double cpu(Sample sample) {
    return sample.values().get(Metric.CPU_UTILIZATION);
  }
}
