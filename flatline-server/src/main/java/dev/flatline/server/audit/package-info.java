/// Who did what to what, when, from where, and how it ended.
@NullMarked
package dev.flatline.server.audit;

import org.jspecify.annotations.NullMarked;
