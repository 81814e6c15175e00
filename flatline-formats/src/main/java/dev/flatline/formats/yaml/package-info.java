/// YAML that people write: bounded, read with everything that is wrong in one report, each problem
/// with its place.
@NullMarked
package dev.flatline.formats.yaml;

import org.jspecify.annotations.NullMarked;
