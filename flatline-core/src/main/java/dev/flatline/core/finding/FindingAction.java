package dev.flatline.core.finding;

/// What was done with one finding.
///
/// @param findingId of the finding
/// @param severity that it had then
/// @param action what was done
public record FindingAction(String findingId, Severity severity, Action action) {}
