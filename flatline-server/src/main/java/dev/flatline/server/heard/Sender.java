package dev.flatline.server.heard;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Who sends telemetry, of those that are not asked for it.
///
/// @param name of a token or a client's certificate, or what the audit log calls those whom nobody
///     asks
/// @param way by which it comes in
public record Sender(String name, Way way) implements Comparable<Sender> {
  private static final Comparator<Sender> ORDER =
      Comparator.comparing(Sender::name).thenComparing(Sender::way);

  /// By which telemetry comes in.
  public enum Way {
    /// Prometheus remote write.
    REMOTE_WRITE("remote_write", "remote write"),
    /// OTLP, over HTTP and gRPC.
    OTLP("otlp", "OTLP"),
    /// Telemetry CSV.
    CSV("csv", "CSV");

    private final String label;
    private final String text;

    Way(String label, String text) {
      this.label = label;
      this.text = text;
    }

    /// What programs call it.
    public String label() {
      return label;
    }

    /// The way that programs call so; empty where there is none.
    public static Optional<Way> of(String label) {
      return Stream.of(values()).filter(way -> way.label.equals(label)).findFirst();
    }

    /// What people call it.
    public String text() {
      return text;
    }
  }

  @Override
  public int compareTo(Sender other) {
    return ORDER.compare(this, other);
  }
}
