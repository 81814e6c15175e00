/// What is remembered, as bytes: written and read in the same order, without a format of its own.
@NullMarked
package dev.flatline.core.state;

import org.jspecify.annotations.NullMarked;
