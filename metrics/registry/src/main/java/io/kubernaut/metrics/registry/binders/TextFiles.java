package io.kubernaut.metrics.registry.binders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The small files in which a kernel tells about the machine. */
interface TextFiles {
  /** Longer than most of them. */
  int PIECE = 8 * 1024;

  /** Returns a file's text; empty if it can not be read. */
  Optional<String> text(Path file);

  /** Returns what is in a folder; nothing if it can not be read. */
  List<Path> list(Path folder);

  /** Returns the files of this machine. */
  static TextFiles ofMachine() {
    return new TextFiles() {
      @Override
      public Optional<String> text(Path file) {
        if (isMissing(file)) {
          return Optional.empty();
        }
        try {
          return Optional.of(new String(bytes(file), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException ignoredUnreadable) {
          return Optional.empty();
        }
      }

      @Override
      public List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
          return entries.toList();
        } catch (IOException | RuntimeException ignoredUnreadable) {
          return List.of();
        }
      }
    };
  }

  /** Finds out without the price of an exception: on most machines some files are missing. */
  private static boolean isMissing(Path file) {
    return file.getFileSystem() == FileSystems.getDefault() && !file.toFile().exists();
  }

  /**
   * Reads in large pieces. These files tell no length, for which the JDK's own method begins with a
   * single byte, and some under {@code /proc/sys} have nothing more to say after the first reading.
   */
  private static byte[] bytes(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        bytes.write(piece, 0, read);
      }
    }
    return bytes.toByteArray();
  }
}
