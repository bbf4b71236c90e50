package io.kubernaut.health.diagnostics;

import io.kubernaut.types.container.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the archive: the manifest first, then the parts, then the checksums of all of them. */
final class BundleArchive {

  static final String MANIFEST = "manifest.json";
  static final String CHECKSUMS = "SHA256SUMS";

  private final Instant created;

  BundleArchive(Instant created) {
    this.created = created;
  }

  byte[] zip(Map<String, String> parts, BundleManifest manifest) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(MANIFEST, manifest.json());
    files.putAll(parts);
    files.put(CHECKSUMS, checksums(files));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(entry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory does not refuse to be written.", impossible);
    }
    return out.toByteArray();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(created.toEpochMilli());
    return entry;
  }

  /** Returns what {@code sha256sum -c} reads. */
  private static String checksums(Map<String, String> files) {
    StringBuilder out = new StringBuilder();
    files.forEach(
        (name, text) ->
            out.append(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).encoded())
                .append("  ")
                .append(name)
                .append('\n'));
    return out.toString();
  }
}
