package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Source code that breaks a rule on purpose, compiled in a folder of its own. */
final class Planted {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|record|module) ([\\w.]+)");

  private final Path sources;
  private final Path classes;

  private Planted(Path folder) {
    this.sources = folder.resolve("sources");
    this.classes = folder.resolve("classes");
  }

  /** Compiles each of these texts as a file. */
  static Path compile(Path folder, String... texts) {
    return new Planted(folder).compile(List.of(texts));
  }

  /** Compiles them and reads them as the rules read a module. */
  static JavaClasses classes(Path folder, String... texts) {
    return new ClassFileImporter().importPath(compile(folder, texts));
  }

  private Path compile(List<String> texts) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = System.getProperty("java.class.path");
    Stream<String> options =
        Stream.of("-proc:none", "-nowarn", "-d", classes.toString(), "--module-path", path);
    Stream<String> files = texts.stream().map(this::write);
    int result =
        compiler.run(null, null, null, Stream.concat(options, files).toArray(String[]::new));
    if (result != 0) {
      throw new AssertionError("The planted source does not compile");
    }
    return classes;
  }

  private String write(String text) {
    String folder = first(PACKAGE, text).replace('.', '/');
    String name = text.contains("module ") ? "module-info" : first(TYPE, text);
    try {
      Path file = sources.resolve(folder).resolve(name + ".java");
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text).toString();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
