package io.kubernaut.health.diagnostics;

import io.kubernaut.types.container.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a bundle, in their order. */
final class Unzipped {

  private Unzipped() {}

  static Map<String, String> files(byte[] zip) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** Returns the names whose checksum is not that of their content. */
  static java.util.List<String> wrongChecksums(Map<String, String> files) {
    Map<String, String> sums = new LinkedHashMap<>();
    for (String line : files.getOrDefault("SHA256SUMS", "").lines().toList()) {
      sums.put(line.substring(66), line.substring(0, 64));
    }
    return files.keySet().stream()
        .filter(name -> !name.equals("SHA256SUMS"))
        .filter(
            name ->
                !Digest.sha256(files.get(name).getBytes(StandardCharsets.UTF_8))
                    .encoded()
                    .equals(sums.get(name)))
        .toList();
  }
}
