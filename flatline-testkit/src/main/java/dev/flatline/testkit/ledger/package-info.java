/// Kills a server again and again and compares what is left with what it had acknowledged.
@NullMarked
package dev.flatline.testkit.ledger;

import org.jspecify.annotations.NullMarked;
