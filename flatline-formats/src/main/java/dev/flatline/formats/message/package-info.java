/// Findings, and warnings of the server itself, as messages for other systems: pure encoders, one a
/// system. What leaves here has lost its secrets and shows what was invisible
/// ([dev.flatline.formats.message.Redaction]).
@NullMarked
package dev.flatline.formats.message;

import org.jspecify.annotations.NullMarked;
