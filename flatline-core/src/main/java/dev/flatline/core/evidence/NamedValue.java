package dev.flatline.core.evidence;

import dev.flatline.core.telemetry.Unit;

/// A value that a reader may want to see or plot beside the reason.
///
/// @param name in lower case with underscores
/// @param value NaN where it is not defined, for example the correlation with a constant
/// @param unit the value's unit
public record NamedValue(String name, double value, Unit unit) {}
