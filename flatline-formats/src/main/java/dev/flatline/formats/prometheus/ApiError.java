package dev.flatline.formats.prometheus;

/// Why the server answers without data.
///
/// @param type the server's word for it, for example `bad_data`, `timeout`, `execution`; may be
///     empty
/// @param message the server's sentence
public record ApiError(String type, String message) {}
