package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import java.util.Optional;

/// A PostgreSQL database that keeps findings.
///
/// @param url as its JDBC driver takes it, without user and password
/// @param user who connects; empty for who runs the server
/// @param password empty where none is asked for
public record StoreConfig(String url, Optional<String> user, Optional<Secret> password) {}
