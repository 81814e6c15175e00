/// Benchmarks of the core and of whole commands.
@NullMarked
package dev.flatline.bench;

import org.jspecify.annotations.NullMarked;
