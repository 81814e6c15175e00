/// What was seen: workloads, metrics and observations.
@NullMarked
package dev.flatline.core.telemetry;

import org.jspecify.annotations.NullMarked;
