/// Values, times and hostile strings, written for people; the same words in every output.
@NullMarked
package dev.flatline.formats.text;

import org.jspecify.annotations.NullMarked;
