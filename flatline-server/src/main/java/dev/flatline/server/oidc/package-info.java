/// Logins by an OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE).
@NullMarked
package dev.flatline.server.oidc;

import org.jspecify.annotations.NullMarked;
