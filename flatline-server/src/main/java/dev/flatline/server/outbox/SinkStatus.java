package dev.flatline.server.outbox;

import dev.flatline.server.store.Backlog;
import java.time.Instant;
import java.util.Optional;

/// How it stands with a sink.
///
/// @param name of the sink
/// @param type for example `webhook`
/// @param delivered messages that it took since the start
/// @param failed attempts in vain since the start
/// @param withoutRoom messages that found no room in the outbox since the start
/// @param backlog what it has not been told yet
/// @param lastDelivered when it took the last message
/// @param trouble what was in the way at the last attempt; empty where it went well
public record SinkStatus(
    String name,
    String type,
    long delivered,
    long failed,
    long withoutRoom,
    Backlog backlog,
    Optional<Instant> lastDelivered,
    Optional<SinkTrouble> trouble) {}
