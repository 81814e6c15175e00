package dev.flatline.server.store;

import java.time.Instant;
import java.util.Optional;

/// What one sink has not been told yet.
///
/// @param waiting messages that wait
/// @param oldest when the oldest of them was written; empty where none waits
/// @param dead messages that were given up
public record Backlog(long waiting, Optional<Instant> oldest, long dead) {}
