package dev.flatline.core.evidence;

/// The detector looked and found nothing.
///
/// @param detector the id of the detector
public record Clear(String detector) implements Assessment {}
