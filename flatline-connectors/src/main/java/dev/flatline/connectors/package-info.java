/// Sources that fetch observations and sinks that send findings.
@NullMarked
package dev.flatline.connectors;

import org.jspecify.annotations.NullMarked;
