package dev.flatline.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time as Prometheus writes it, `30m` or `1h30m`. The text is canonical, so it can be
/// part of a series name.
record PrometheusDuration(Duration value) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  /// Milliseconds in the units of [#FORM], in its order.
  private static final long[] UNIT_MILLIS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};

  /// Prometheus counts nanoseconds in 64 bits, and so ends at 292 years.
  private static final long NANOS_PER_MILLI = 1_000_000;

  static PrometheusDuration parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (text.equals("0")) {
      return new PrometheusDuration(Duration.ZERO);
    }
    if (text.isEmpty() || !parts.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 90s, 30m or 1h30m");
    }
    try {
      return new PrometheusDuration(
          Duration.ofNanos(Math.multiplyExact(millis(parts), NANOS_PER_MILLI)));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is too long a duration");
    }
  }

  private static long millis(Matcher parts) {
    long millis = 0;
    for (int i = 0; i < UNIT_MILLIS.length; i++) {
      @Nullable String count = parts.group(i + 1);
      if (count != null) {
        millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]));
      }
    }
    return millis;
  }

  /// One number in the largest unit, up to hours, that leaves no rest: `30m`, `90s`, `36h`.
  @Override
  public String toString() {
    if (value.toMillis() % 1_000 != 0) {
      return value.toMillis() + "ms";
    }
    long seconds = value.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
  }

  /// Reads a duration from the command line.
  static final class Converter implements ITypeConverter<PrometheusDuration> {
    @Override
    public PrometheusDuration convert(String text) {
      return parse(text);
    }
  }
}
