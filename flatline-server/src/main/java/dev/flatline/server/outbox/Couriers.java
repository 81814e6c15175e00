package dev.flatline.server.outbox;

import dev.flatline.server.store.Outbox;
import java.time.Clock;
import java.util.List;

/// All couriers of a server.
public final class Couriers implements AutoCloseable {
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
  public void close() {
    couriers.forEach(Courier::close);
  }
}
