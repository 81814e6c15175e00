/// The pipeline of one key and of many: observations in, findings out.
@NullMarked
package dev.flatline.core.engine;

import org.jspecify.annotations.NullMarked;
