package dev.flatline.core.evidence;

/// The detector looked and found nothing.
///
/// @param detector the id of the detector
/// @param aspect which question it answered with no
public record Clear(String detector, Aspect aspect) implements Assessment {}
