/// What a hunt found, as one HTML file that needs nothing else.
@NullMarked
package dev.flatline.formats.report;

import org.jspecify.annotations.NullMarked;
