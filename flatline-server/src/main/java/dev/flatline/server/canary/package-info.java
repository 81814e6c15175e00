/// Sends the server a miner that is none, and warns where it is not found.
@NullMarked
package dev.flatline.server.canary;

import org.jspecify.annotations.NullMarked;
