<<<<<<< HEAD
/// Sources and sinks: everything that moves bytes between Flatline and the outside.
=======
/// Sources that fetch observations and sinks that send findings.
>>>>>>> build
@NullMarked
package dev.flatline.connectors;

import org.jspecify.annotations.NullMarked;
