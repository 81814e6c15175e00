/// Describes addresses: what each takes and answers, and all of them as one OpenAPI document.
@NullMarked
package dev.flatline.server.openapi;

import org.jspecify.annotations.NullMarked;
