package dev.flatline.server.outbox;

import dev.flatline.server.store.Outbox;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.WarningListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// All couriers of a server. They hear of warnings for the sinks that are to be told of them.
public final class Couriers implements WarningListener, AutoCloseable {
  private final List<Courier> couriers;

  private Couriers(List<Courier> couriers) {
    this.couriers = couriers;
  }

  /// Begins to bring what waits to every sink.
  ///
  /// @param settled runs after a message was delivered or given up, on the sink's thread
  public static Couriers start(
      List<SinkRoute> routes, Outbox outbox, Clock clock, Runnable settled) {
    return new Couriers(
        routes.stream().map(route -> Courier.start(route, outbox, clock, settled)).toList());
  }

  /// How it stands with each sink, in the order of the configuration.
  public List<SinkStatus> status() {
    return couriers.stream().map(Courier::status).toList();
  }

  @Override
  public void raised(Warning warning, Instant at) {
    listeners().forEach(listener -> listener.raised(warning, at));
  }

  @Override
  public void cleared(Warning warning, Instant at) {
    listeners().forEach(listener -> listener.cleared(warning, at));
  }

  private Stream<WarningListener> listeners() {
    return couriers.stream().flatMap(courier -> courier.warnings().stream());
  }

  @Override
  public void close() {
    couriers.forEach(Courier::close);
  }
}
