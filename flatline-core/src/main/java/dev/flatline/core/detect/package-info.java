/// The contract of a detector.
@NullMarked
package dev.flatline.core.detect;

import org.jspecify.annotations.NullMarked;
