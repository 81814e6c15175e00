package dev.flatline.formats.csv;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flatline.formats.csv.ColumnMapping.ConstantWorkload;
import dev.flatline.formats.csv.ColumnMapping.OfMetric;
import dev.flatline.formats.csv.ColumnMapping.OfTimestamp;
import dev.flatline.formats.csv.ColumnMapping.OfWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMappingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpu_utilization=cpu               | cpu               | 1    | 1",
        "cpu_utilization=cpu_pct/100       | cpu_pct           | 1    | 100",
        "cpu_utilization = cpu_pct / 100   | cpu_pct           | 1    | 100",
        "cpu_utilization=milli*0.001       | milli             | 0.001| 1",
        "cpu_utilization=CpuUsageRate(%)/100 | CpuUsageRate(%) | 1    | 100",
        "cpu_utilization=a=b               | a=b               | 1    | 1",
        "cpu_utilization=used/limit        | used/limit        | 1    | 1",
        "cpu_utilization=used/limit/100    | used/limit        | 1    | 100",
        "cpu_utilization=\"per/60\"        | per/60            | 1    | 1",
        "cpu_utilization=\"per/60\"/100    | per/60            | 1    | 100"
      })
  void parse_metric_isColumnAndScale(String text, String column, double times, double by) {
    assertThat(ColumnMapping.parse(text))
        .isEqualTo(new OfMetric(CPU_UTILIZATION, column, times, by));
  }

  @Test
  void parse_workloadAndTimestamp_areTakenAsTheyStand() {
    assertThat(ColumnMapping.parse("workload=PodName")).isEqualTo(new OfWorkload("PodName"));
    assertThat(ColumnMapping.parse("timestamp=Time/1")).isEqualTo(new OfTimestamp("Time/1"));
    assertThat(ColumnMapping.parse("workload='i-24 ae'"))
        .isEqualTo(new ConstantWorkload("i-24 ae"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu                       | is not TARGET=COLUMN",
        "=cpu                      | is not TARGET=COLUMN",
        "cpu_utilization=          | is not TARGET=COLUMN",
        "cpu=usage                 | allowed are workload, timestamp, cpu_utilization, ",
        "cpu_utilization=pct/0     | a finite number above 0 is needed",
        "cpu_utilization=pct*-1    | a finite number above 0 is needed",
        "cpu_utilization=pct/NaN   | a finite number above 0 is needed"
      })
  void parse_anythingElse_saysWhatIsAllowed(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnMapping.parse(text))
        .withMessageContaining("column mapping '" + text + "'")
        .withMessageContaining(message);
  }

  @Test
  void parse_workloadBetweenNoOrOpenQuotes_isRefused() {
    for (String text : new String[] {"workload='", "workload=''", "workload='a", "workload=' '"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ColumnMapping.parse(text))
          .withMessageContaining("names no workload");
    }
  }

  @Test
  void scaled_byAHundred_isRoundedOnce() {
    OfMetric percent = new OfMetric(CPU_UTILIZATION, "pct", 1, 100);

    assertThat(percent.scaled(97)).isEqualTo(0.97);
    assertThat(percent.scaled(29)).isEqualTo(0.29);
  }
}
