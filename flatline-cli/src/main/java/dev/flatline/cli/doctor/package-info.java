/// Looks at all that a server needs: its machine, its folder, its certificates, and the others that
/// it asks and tells. Changes nothing.
@NullMarked
package dev.flatline.cli.doctor;

import org.jspecify.annotations.NullMarked;
