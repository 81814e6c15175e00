/// Who may do what: tokens, certificates and sessions, and what is refused.
@NullMarked
package dev.flatline.server.guard;

import org.jspecify.annotations.NullMarked;
