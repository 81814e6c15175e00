package dev.flatline.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is in an archive: the first entry, `manifest.json`.
///
/// @param flatline the version that wrote it
/// @param at when, as ISO 8601
/// @param checksums SHA-256 of each file, by its name
record BackupManifest(String flatline, String at, Map<String, String> checksums) {
  static final String NAME = "manifest.json";

  private static final int FORMAT = 1;

  private static final int BUFFER = 1 << 16;

  String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("format", FORMAT).put("flatline", flatline).put("at", at);
    ObjectNode files = json.putObject("sha256");
    new TreeMap<>(checksums).forEach(files::put);
    return json.toPrettyString() + "\n";
  }

  /// @throws BackupException where it is none, or of a later version
  static BackupManifest read(String text) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new BackupException("its " + NAME + " is not JSON", e);
    }
    int format = json.path("format").asInt(0);
    if (format != FORMAT) {
      throw new BackupException(
          "its format is "
              + format
              + ", this Flatline reads "
              + FORMAT
              + ": use the one that wrote it");
    }
    Map<String, String> checksums = new TreeMap<>();
    JsonNode files = json.path("sha256");
    files.propertyNames().forEach(name -> checksums.put(name, files.path(name).asString("")));
    return new BackupManifest(
        json.path("flatline").asString(""), json.path("at").asString(""), checksums);
  }

  static String checksum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
