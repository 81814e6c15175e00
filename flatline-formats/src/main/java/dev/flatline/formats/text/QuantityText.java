package dev.flatline.formats.text;

import dev.flatline.core.correlate.Correlator;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// Numbers with their unit, written for people to three significant digits.
public final class QuantityText {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

  /// What values are called by people, where their name says too little.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("cpu_mean", "mean CPU"),
          Map.entry("cpu_deviation", "standard deviation of CPU"),
          Map.entry("cpu_cv", "CV of CPU"),
          Map.entry("cpu_minute_cv", "CV of CPU from minute to minute"),
          Map.entry("cpu_floor", "10th percentile of CPU"),
          Map.entry("gpu_utilization", "mean utilization of the GPU"),
          Map.entry("gpu_minute_deviation", "its standard deviation from minute to minute"),
          Map.entry("gpu_deviation", "its standard deviation"),
          Map.entry("gpu_power", "mean power of the GPU"),
          Map.entry("gpu_power_limit", "its power limit"),
          Map.entry("gpu_power_share", "power as a share of the limit"),
          Map.entry("gpu_power_cv", "CV of power from minute to minute"),
          Map.entry("gpu_temperature", "mean temperature of the GPU"),
          Map.entry("gpu_tensor_active", "tensor cores at work, share of the time"),
          Map.entry("gpu_memory_active", "its memory at work, share of the time"),
          Map.entry("gpu_memory_deviation", "standard deviation of that from minute to minute"),
          Map.entry("gpu_pcie", "mean traffic over PCIe"),
          Map.entry("gpu_pcie_correlation", "correlation of utilization and PCIe"),
          Map.entry("gpu_level", "the GPU stays above"),
          Map.entry("level", "CPU stays above"),
          Map.entry("stretch", "for"),
          Map.entry("blind", "and unmeasured in between"),
          Map.entry("like_days", "days with one like it before"),
          Map.entry("own_days", "its own past known"),
          Map.entry("fleet_events", "of the fleet to be expected, such stretches"),
          Map.entry("fleet_days", "in so many days of the fleet"),
          Map.entry("return_period_new", "new from a return period of"),
          Map.entry("return_period_rare", "rare from a return period of"),
          Map.entry("learning_days", "own past asked"),
          Map.entry("strongest", "this detector says at most"),
          Map.entry("like_length", "like it is what lasts"),
          Map.entry("longer_times", "longer than ever is, times the longest"),
          Map.entry("longer_least", "longer than ever lasts, at least"),
          Map.entry("least_step", "a step is a rise of"),
          Map.entry("established_level", "established from a level of"),
          Map.entry("established_after", "established after"),
          Map.entry("largest_minute_cv", "CV from minute to minute at most"),
          Map.entry("largest_roughness", "CV inside minutes at most"),
          Map.entry("cpu_roughness", "CV inside minutes"),
          Map.entry("window_filled", "a window is filled after"),
          Map.entry("bursts_together", "bursts of the last day together"),
          Map.entry("cpu_log_rise", "CPU rose by, nats"),
          Map.entry("least_cpu_before", "CPU before counts as at least"),
          Map.entry("half_hours", "half hours of the plateau"),
          Map.entry("least_spread", "least spread of a throughput, nats"),
          Map.entry("network_rise", "network rose by, nats"),
          Map.entry("network_spread", "spread of the network, nats"),
          Map.entry("network_scatter_before", "scatter of the network before, nats"),
          Map.entry("network_strength", "the network says"),
          Map.entry("disk_rise", "disk rose by, nats"),
          Map.entry("disk_spread", "spread of the disk, nats"),
          Map.entry("disk_scatter_before", "scatter of the disk before, nats"),
          Map.entry("disk_strength", "the disk says"),
          Map.entry("cpu_carried_by_network", "share of CPU that follows the network"),
          Map.entry("cpu_carried_by_disk", "share of CPU that follows the disk"),
          Map.entry("coupled_correlation", "coupled from a correlation of"),
          Map.entry("coupled_share", "coupled from a share of CPU of"),
          Map.entry("rule_mean", "the rule asks a mean above"),
          Map.entry("rule_cv", "the rule asks a CV below"),
          Map.entry("rule_correlation", "the rule asks a correlation below"));

  private QuantityText() {}

  /// The value in its unit: `0.997`, `12.3 MB/s`, `44 min`, `+18.0 dB`. NaN is `not defined`.
  public static String of(double value, Unit unit) {
    if (Double.isNaN(value)) {
      return "not defined";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    return switch (unit) {
      case SHARE -> String.format(Locale.ROOT, "%.3f", value);
      case RATIO -> significant(value);
      case BYTES, BYTES_PER_SECOND -> prefixed(value, unit.symbol());
      case CORES, PACKETS_PER_SECOND, WATTS, CELSIUS -> significant(value) + " " + unit.symbol();
      case COUNT ->
          String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
      case SECONDS -> seconds(value);
      case DAYS -> significant(value) + (value == 1 ? " day" : " days");
      case EPOCH_MILLIS -> TimeText.second(Instant.ofEpochMilli((long) value)) + " UTC";
      case DECIBANS -> String.format(Locale.ROOT, "%+.1f dB", value);
    };
  }

  /// A named value: `return period 412 days`.
  public static String of(NamedValue value) {
    return name(value) + " " + of(value.value(), value.unit());
  }

  /// The name of a value in words: `return period` for `return_period`.
  public static String name(NamedValue value) {
    String words = WORDS.get(value.name());
    return words == null ? VisibleText.of(value.name().replace('_', ' ')) : words;
  }

  /// How sure a finding is, and from which prior odds.
  public static String confidence(double probability) {
    return probability(probability)
        + String.format(
            Locale.ROOT,
            " (from odds of 1 to %.0f before these reasons)",
            Math.pow(10, -Correlator.PRIOR_DECIBANS / 10));
  }

  /// How many times likelier evidence of this strength is under mining than without: `63 times`.
  /// Two digits: it is an estimate.
  public static String likelihoodRatio(double decibans) {
    return significant(Math.pow(10, decibans / 10), 2) + " times";
  }

  /// A probability in per cent, never rounded to certainty: `97 %`, `> 99 %`.
  public static String probability(double probability) {
    if (Double.isNaN(probability)) {
      return "not defined";
    }
    if (probability > 0.99) {
      return "> 99 %";
    }
    return probability < 0.01 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", probability * 100);
  }

  /// Three significant digits, without an exponent between 0.0001 and a million.
  public static String significant(double value) {
    return significant(value, 3);
  }

  private static String significant(double value, int count) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = Math.max(0, count - 1 - (int) Math.floor(Math.log10(size)));
    return withoutTrailingZeros(String.format(Locale.ROOT, "%." + digits + "f", value));
  }

  private static String seconds(double value) {
    return Math.abs(value) < 1
        ? significant(value) + " s"
        : TimeText.duration(Duration.ofSeconds(Math.round(value)));
  }

  private static String prefixed(double value, String symbol) {
    int prefix = 0;
    double scaled = value;
    while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    return significant(scaled) + " " + PREFIXES[prefix] + symbol;
  }

  private static String withoutTrailingZeros(String number) {
    if (number.indexOf('.') < 0) {
      return number;
    }
    int end = number.length();
    while (number.charAt(end - 1) == '0') {
      end--;
    }
    return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
