/// Named numbers with a unit, computed from a window or from a workload's own past.
@NullMarked
package dev.flatline.core.feature;

import org.jspecify.annotations.NullMarked;
