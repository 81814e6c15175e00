package dev.flatline.connectors.prometheus.client;

import dev.flatline.formats.prometheus.ApiAnswer;

/// What a request gave.
///
/// @param value the data
/// @param answer what the server says beside it
public record Answered<T>(T value, ApiAnswer answer) {}
