/// Detectors of the compute family, one a file.
@NullMarked
package dev.flatline.core.detect.compute;

import org.jspecify.annotations.NullMarked;
