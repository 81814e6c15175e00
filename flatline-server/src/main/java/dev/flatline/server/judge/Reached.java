package dev.flatline.server.judge;

import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Up to when sources that can be read again were judged.
final class Reached {
  private static final String RECORD = "flatline sources";

  private final Map<String, Long> millisBySource = new TreeMap<>();

  /// A source has given everything up to then.
  void see(String source, long eventMillis) {
    millisBySource.merge(source, eventMillis, Math::max);
  }

  /// Empty where nothing is known of the source.
  OptionalLong of(String source) {
    Long millis = millisBySource.get(source);
    return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  byte[] toRecord() {
    StateWriter writer = new StateWriter();
    writer.putString(RECORD);
    writer.putInt(millisBySource.size());
    millisBySource.forEach(
        (source, millis) -> {
          writer.putString(source);
          writer.putLong(millis);
        });
    return writer.toBytes();
  }

  /// @throws StateException where the record is another one
  static Reached ofRecord(byte[] record) {
    StateReader reader = new StateReader(record);
    if (!reader.getString().equals(RECORD)) {
      throw new StateException("its first record is not the one of the sources");
    }
    Reached reached = new Reached();
    for (int left = reader.getInt(); left > 0; left--) {
      reached.see(reader.getString(), reader.getLong());
    }
    return reached;
  }
}
