package dev.flatline.cli.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// How the CPU of a recorded miner varies around its own mean. Repeats from its beginning when it
/// is over.
public final class MinerRecording {
  /// RandomX without a pause.
  static final MinerRecording RANDOMX = shipped("randomx", false);

  /// RandomX stopped and continued many times a second.
  static final MinerRecording RANDOMX_PAUSED = shipped("randomx-paused", true);

  /// Those that ship.
  public static final List<MinerRecording> SHIPPED = List.of(RANDOMX, RANDOMX_PAUSED);

  /// A recording that is over sooner repeats within a few samples.
  private static final int LEAST_SECONDS = 60;

  private final String name;
  private final boolean paused;

  /// The sum of the first so many values, each of a second, relative to the mean.
  private final double[] sums;

  private MinerRecording(String name, boolean paused, double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    boolean usable = mean > 0 && mean < Double.POSITIVE_INFINITY;
    if (values.length < LEAST_SECONDS || !usable || Arrays.stream(values).min().orElse(0) < 0) {
      throw new IllegalArgumentException(
          "not the CPU of a miner: a number of 0 or more a second, of a minute at least");
    }
    this.name = name;
    this.paused = paused;
    sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i] / mean;
    }
  }

  /// The one of this name that ships.
  public static Optional<MinerRecording> named(String name) {
    return SHIPPED.stream().filter(one -> one.name.equals(name)).findFirst();
  }

  /// One of the user's own: a number for each second, one a line, in any unit. Called like the
  /// file.
  ///
  /// @throws IllegalArgumentException where that is not what the file holds
  public static MinerRecording read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return new MinerRecording(file.toString(), false, numbers(lines));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /// What it is called.
  public String name() {
    return name;
  }

  /// Whether the miner was stopped and continued many times a second.
  boolean isPaused() {
    return paused;
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

  private static MinerRecording shipped(String name, boolean paused) {
    try (InputStream in =
            Objects.requireNonNull(MinerRecording.class.getResourceAsStream(name + ".txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return new MinerRecording(name, paused, numbers(lines.lines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(Stream<String> lines) {
    return lines
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
