package dev.flatline.server.recent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Three metrics of many workloads: of each the minute that goes on, summed up, and up to
/// [Stretch#MOST_POINTS] minutes that are over, as [Cell]s. A workload's place is a number; 135
/// bytes each.
final class MinuteRows {
  /// How many metrics a row has.
  static final int METRICS = 3;

  /// How many bytes a minute has that is over.
  static final int ROW_BYTES = METRICS * Cell.BYTES;

  /// Places that are made together: arrays of 100 to 400 kB, which no collector takes for huge.
  private static final int CHUNK_BITS = 12;

  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int PLACE_BYTES = Stretch.MOST_POINTS * ROW_BYTES;

  /// More samples of a minute than a sensor gives; those beyond are not summed.
  private static final int MOST_SAMPLES = 255;

  private final List<Chunk> chunks = new ArrayList<>();

  /// The places that are made together.
  private static final class Chunk {
    private final byte[] over = new byte[CHUNK * PLACE_BYTES];
    private final float[] sum = new float[CHUNK * METRICS];
    private final float[] least = new float[CHUNK * METRICS];
    private final float[] greatest = new float[CHUNK * METRICS];
    private final byte[] count = new byte[CHUNK * METRICS];
  }

  /// Makes room up to this place.
  void reserve(int place) {
    while (chunks.size() <= place >>> CHUNK_BITS) {
      chunks.add(new Chunk());
    }
  }

  /// Begins a minute.
  void begin(int place) {
    int at = at(place);
    Arrays.fill(chunk(place).count, at, at + METRICS, (byte) 0);
  }

  /// Adds a value to the minute that goes on.
  ///
  /// @param value NaN where it was not measured
  void add(int place, int metric, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    Chunk chunk = chunk(place);
    int at = at(place) + metric;
    float single = (float) value;
    int count = chunk.count[at] & 0xFF;
    if (count == 0) {
      chunk.sum[at] = single;
      chunk.least[at] = single;
      chunk.greatest[at] = single;
      chunk.count[at] = 1;
    } else if (count < MOST_SAMPLES) {
      chunk.sum[at] += single;
      chunk.least[at] = Math.min(chunk.least[at], single);
      chunk.greatest[at] = Math.max(chunk.greatest[at], single);
      chunk.count[at]++;
    }
  }

  /// Writes the minute that goes on as one that is over.
  ///
  /// @param point which of them it becomes
  void end(int place, int point) {
    write(place, chunk(place).over, (place & (CHUNK - 1)) * PLACE_BYTES + point * ROW_BYTES);
  }

  /// Writes that nothing was measured in this minute, which is over.
  void skip(int place, int point) {
    int at = (place & (CHUNK - 1)) * PLACE_BYTES + point * ROW_BYTES;
    for (int metric = 0; metric < METRICS; metric++) {
      Cell.putUnmeasured(chunk(place).over, at + metric * Cell.BYTES);
    }
  }

  /// A copy of the minutes that are over, and of the one that goes on behind them.
  byte[] copy(int place, int points) {
    int from = (place & (CHUNK - 1)) * PLACE_BYTES;
    byte[] copy =
        Arrays.copyOfRange(chunk(place).over, from, from + points * ROW_BYTES + ROW_BYTES);
    write(place, copy, points * ROW_BYTES);
    return copy;
  }

  private void write(int place, byte[] into, int at) {
    Chunk chunk = chunk(place);
    for (int metric = 0; metric < METRICS; metric++) {
      int sum = at(place) + metric;
      int count = chunk.count[sum] & 0xFF;
      int cell = at + metric * Cell.BYTES;
      if (count == 0) {
        Cell.putUnmeasured(into, cell);
      } else {
        Cell.put(into, cell, chunk.least[sum], chunk.sum[sum] / count, chunk.greatest[sum]);
      }
    }
  }

  private Chunk chunk(int place) {
    return chunks.get(place >>> CHUNK_BITS);
  }

  private static int at(int place) {
    return (place & (CHUNK - 1)) * METRICS;
  }
}
