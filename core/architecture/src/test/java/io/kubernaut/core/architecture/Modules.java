package io.kubernaut.core.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What modules have to say of themselves. */
final class Modules {

  private static final String NULL_MARKED = "Lorg/jspecify/annotations/NullMarked;";

  private Modules() {}

  /** Returns what is wrong with the module that a room was built into. */
  static List<String> complaints(Room room, Path classes) {
    Path file = classes.resolve("module-info.class");
    if (!Files.exists(file)) {
      return List.of(
          room.path()
              + " has no module-info: write src/main/java/module-info.java, marked @NullMarked");
    }
    List<String> complaints = new ArrayList<>(complaints(room, read(file)));
    if (!isNullMarked(file)) {
      complaints.add(room.path() + " leaves null open: mark its module-info @NullMarked");
    }
    return complaints;
  }

  private static List<String> complaints(Room room, ModuleDescriptor module) {
    Stream<String> name =
        Stream.of(module.name())
            .filter(said -> !said.equals(room.module()))
            .map(
                said ->
                    "module %s is not called after its path: call it %s"
                        .formatted(said, room.module()));
    Stream<String> opened =
        Stream.of(module)
            .filter(said -> said.isOpen() || !said.opens().isEmpty())
            .map(
                said ->
                    said.name()
                        + " opens itself to reflection: bind through a public constructor or a method handle");
    return Stream.of(name, opened, internals(module)).flatMap(all -> all).toList();
  }

  private static Stream<String> internals(ModuleDescriptor module) {
    return exported(module)
        .filter(name -> List.of(name.split("\\.")).contains("internal"))
        .map(name -> module.name() + " exports " + name + ": what users get has a name of its own");
  }

  /** The packages that every user of a module sees. */
  static Stream<String> exported(Path classes) {
    return exported(read(classes.resolve("module-info.class")));
  }

  private static Stream<String> exported(ModuleDescriptor module) {
    return module.exports().stream().filter(to -> !to.isQualified()).map(Exports::source);
  }

  private static ModuleDescriptor read(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return ModuleDescriptor.read(bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isNullMarked(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(NULL_MARKED);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
