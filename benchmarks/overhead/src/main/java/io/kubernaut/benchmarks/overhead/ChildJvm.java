package io.kubernaut.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM like this one that runs a main class and is waited for. */
final class ChildJvm {
  private final List<String> command = new ArrayList<>();

  /** One collector, a fixed heap, and the handler kept apart. */
  ChildJvm(Class<?> main, List<String> options, String... arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", RequestHandler.APART));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
  }

  /**
   * Runs it.
   *
   * @return what it printed
   */
  List<String> run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(lines::add);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "The measuring JVM ended with status " + status + ": " + String.join(" ", command));
    }
    return lines;
  }
}
