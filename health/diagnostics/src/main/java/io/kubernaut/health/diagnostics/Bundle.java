package io.kubernaut.health.diagnostics;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A finished diagnostic bundle: a zip archive of text files without secrets, with a {@code
 * manifest.json} that says what is in it and what is not, and the SHA-256 of every file in {@code
 * SHA256SUMS}.
 *
 * <p>Immutable; safe for any thread.
 */
public final class Bundle {

  /** The media type of the archive. */
  public static final String MEDIA_TYPE = "application/zip";

  private final BundleManifest manifest;
  private final byte[] zip;

  Bundle(BundleManifest manifest, byte[] zip) {
    this.manifest = manifest;
    this.zip = zip;
  }

  /**
   * Returns what is in it and what is not.
   *
   * @return the manifest
   */
  public BundleManifest manifest() {
    return manifest;
  }

  /**
   * Returns a name for a file with it.
   *
   * @return for example {@code orders-20260101T000000Z.zip}
   */
  public String fileName() {
    return "%s-%s.zip"
        .formatted(
            manifest.platform(),
            java.time.format.DateTimeFormatter.ISO_INSTANT
                .format(manifest.created().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .replaceAll("[-:]", ""));
  }

  /**
   * Returns how large the archive is.
   *
   * @return bytes
   */
  public int size() {
    return zip.length;
  }

  /**
   * Returns the archive.
   *
   * @return a copy
   */
  public byte[] zip() {
    return zip.clone();
  }

  /**
   * Writes the archive.
   *
   * @param out where to; left open
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(zip);
  }
}
