/// What decoders of pushed telemetry have in common: labels as slices of a buffer, the visitor that
/// takes samples, what was skipped, and an index from labels to the caller's objects.
@NullMarked
package dev.flatline.formats.series;

import org.jspecify.annotations.NullMarked;
