/// Findings and the ports through which they leave.
@NullMarked
package dev.flatline.core.finding;

import org.jspecify.annotations.NullMarked;
