package io.kubernaut.metrics.registry.binders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The small files in which a kernel tells about the machine. */
interface TextFiles {

  /** Returns a file's text; empty if it can not be read. */
  Optional<String> text(Path file);

  /** Returns what is in a folder; nothing if it can not be read. */
  List<Path> list(Path folder);

  /** Returns the files of this machine. */
  static TextFiles ofMachine() {
    return new TextFiles() {
      @Override
      public Optional<String> text(Path file) {
        try {
          return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
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
}
