/// Decoders and encoders between bytes and the core's types: pure functions.
@NullMarked
package dev.flatline.formats;

import org.jspecify.annotations.NullMarked;
