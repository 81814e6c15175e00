/// Keeps from the sender of a request what is not theirs: findings, and what is done with them.
@NullMarked
package dev.flatline.server.tenant;

import org.jspecify.annotations.NullMarked;
