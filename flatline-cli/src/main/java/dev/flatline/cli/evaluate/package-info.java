/// Measures on somebody's own telemetry how many false findings there are and which miners would be
/// noticed.
@NullMarked
package dev.flatline.cli.evaluate;

import org.jspecify.annotations.NullMarked;
