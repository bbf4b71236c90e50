package io.kubernaut.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A made-up machine: files below a folder and environment variables. */
final class HostTree {

  private final Path root;
  private final Map<String, String> variables = new LinkedHashMap<>();

  HostTree(Path root) {
    this.root = root;
  }

  HostTree file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostTree variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  HostFacts facts() {
    return HostFacts.detect(root, variables);
  }
}
