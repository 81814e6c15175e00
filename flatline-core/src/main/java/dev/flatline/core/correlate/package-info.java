/// From evidence to findings: combination and explanation.
@NullMarked
package dev.flatline.core.correlate;

import org.jspecify.annotations.NullMarked;
