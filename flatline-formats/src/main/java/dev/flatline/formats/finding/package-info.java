/// Findings as JSON, JSON Lines and CSV, and back from JSON.
@NullMarked
package dev.flatline.formats.finding;

import org.jspecify.annotations.NullMarked;
