package dev.flatline.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/// Certificates with their keys as PEM files, made by the JDK's own keytool. Each signs itself, so
/// it is its own authority.
public final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;

  /// @param folder where the files are written
  public Certificates(Path folder) {
    this.folder = folder;
  }

  /// Makes `NAME.crt`, `NAME.key` (PKCS #8) and, of an RSA key, `NAME.rsa.key` (PKCS #1).
  public void make(String name, String algorithm) throws IOException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        algorithm,
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Key key = keys.getKey(name, PASSWORD.toCharArray());
    write(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    write(name + ".key", "PRIVATE KEY", key.getEncoded());
    if (algorithm.equals("RSA")) {
      write(name + ".rsa.key", "RSA PRIVATE KEY", pkcs1(key.getEncoded()));
    }
  }

  /// The file of this name.
  public Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String file, String title, byte[] der) throws IOException {
    String pem = PEM.encodeToString(der);
    Files.writeString(
        file(file),
        "-----BEGIN " + title + "-----\n" + pem + "\n-----END " + title + "-----\n",
        US_ASCII);
  }

  /// The RSA key inside PKCS #8: what follows the 26 bytes of its head.
  private static byte[] pkcs1(byte[] pkcs8) {
    return java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
  }

  private static void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Collections.addAll(command, arguments);
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("keytool ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
