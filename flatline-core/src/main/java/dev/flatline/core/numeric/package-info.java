/// Mathematics without domain words.
@NullMarked
package dev.flatline.core.numeric;

import org.jspecify.annotations.NullMarked;
