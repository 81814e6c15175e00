package dev.flatline.cli.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// How the CPU of a recorded miner varies around its own mean. Repeats from its beginning when it
/// is over.
final class MinerRecording {
  /// RandomX without a pause.
  static final MinerRecording STEADY = load("miner-steady.txt");

  /// RandomX stopped and continued many times a second.
  static final MinerRecording DUTY_CYCLED = load("miner-duty-cycled.txt");

  /// The sum of the first so many values, each of a second.
  private final double[] sums;

  private MinerRecording(double[] values) {
    sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
  }

  /// Length of the recording, seconds.
  int seconds() {
    return sums.length - 1;
  }

  /// CPU over so many seconds from this one on, relative to the mean of the whole.
  ///
  /// @param fromSecond 0 or more
  /// @param length seconds, above 0
  double relative(long fromSecond, long length) {
    return (sumOfFirst(fromSecond + length) - sumOfFirst(fromSecond)) / length;
  }

  private double sumOfFirst(long count) {
    long rounds = count / seconds();
    return rounds * sums[seconds()] + sums[(int) (count % seconds())];
  }

  private static MinerRecording load(String resource) {
    try (InputStream in =
            Objects.requireNonNull(MinerRecording.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return new MinerRecording(
          lines
              .lines()
              .filter(line -> !line.startsWith("#"))
              .mapToDouble(Double::parseDouble)
              .toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
