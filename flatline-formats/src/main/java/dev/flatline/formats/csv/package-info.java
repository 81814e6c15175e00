/// Telemetry CSV.
@NullMarked
package dev.flatline.formats.csv;

import org.jspecify.annotations.NullMarked;
