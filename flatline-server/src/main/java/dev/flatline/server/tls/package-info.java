/// TLS: the server's own certificate, and those of clients.
@NullMarked
package dev.flatline.server.tls;

import org.jspecify.annotations.NullMarked;
