/// HTML and SVG that are safe by construction.
@NullMarked
package dev.flatline.formats.html;

import org.jspecify.annotations.NullMarked;
