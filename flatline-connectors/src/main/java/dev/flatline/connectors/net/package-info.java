/// What all that talks over a network shares: whom to trust, and how long to wait before another
/// try.
@NullMarked
package dev.flatline.connectors.net;

import org.jspecify.annotations.NullMarked;
