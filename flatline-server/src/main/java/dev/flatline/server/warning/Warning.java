package dev.flatline.server.warning;

import dev.flatline.core.finding.Severity;
import java.time.Instant;

/// Something that is wrong with the server itself, or soon will be.
///
/// @param id by which it is raised and cleared, such as `tls.certificate`; the same thing has the
///     same id always
/// @param severity how bad it is
/// @param text what is wrong, and what to do
/// @param since when it was raised first
public record Warning(String id, Severity severity, String text, Instant since) {}
