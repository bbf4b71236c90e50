package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What stands in a class file and the importer leaves out. The names of attributes are in plain
 * text there.
 */
final class ClassFile {

  private final String text;

  private ClassFile(InputStream bytes) throws IOException {
    this.text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  static ClassFile of(JavaClass type) {
    try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new ClassFile(bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean isSealed() {
    return text.contains("PermittedSubclasses");
  }
}
