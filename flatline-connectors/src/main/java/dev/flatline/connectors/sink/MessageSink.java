package dev.flatline.connectors.sink;

/// One place to which messages go. For one thread at a time. Its text names the place without
/// secrets.
public interface MessageSink extends AutoCloseable {

  /// Sends one message and waits for what becomes of it, for a bounded time.
  Delivery send(Payload payload);

  @Override
  default void close() {}
}
