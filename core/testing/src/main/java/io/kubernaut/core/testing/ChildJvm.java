package io.kubernaut.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A virtual machine of its own, with this one's class path, for what would end or fill this one.
 *
 * <pre>{@code
 * try (ChildJvm child = ChildJvm.of(Service.class).options("-Xmx128m").start(folder.toString())) {
 *   child.awaitLine("ready");
 *   child.terminate();
 *   assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
 * }
 * }</pre>
 *
 * <p>It has a small footprint and starts fast: one collector thread, one compiler. What it prints,
 * to either stream, is taken from it whenever one of the methods here is called; whoever lets it
 * print more than some 60 KiB between two calls lets it wait. Closing ends it at once if it still
 * runs. For one thread.
 */
public final class ChildJvm implements AutoCloseable {

  /** The exit code of a virtual machine that was told to end by SIGTERM. */
  public static final int TERMINATED = 128 + 15;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 20;

  private final Process process;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * Begins to describe one.
   *
   * @param main a class with a main method
   * @return a builder
   */
  public static Builder of(Class<?> main) {
    return new Builder(main.getName());
  }

  /** Describes a virtual machine. For one thread. */
  public static final class Builder {

    private final String main;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private String classPath = System.getProperty("java.class.path");

    private Builder(String main) {
      this.main = main;
    }

    /**
     * Adds options of the virtual machine.
     *
     * @param more for example {@code -Xmx128m}
     * @return this builder
     */
    public Builder options(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /**
     * Sets the class path.
     *
     * @param path instead of this virtual machine's
     * @return this builder
     */
    public Builder classPath(String path) {
      classPath = path;
      return this;
    }

    /**
     * Adds an environment variable to those of this process.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public Builder environment(String name, String value) {
      variables.put(name, value);
      return this;
    }

    /**
     * Starts it.
     *
     * @param arguments what its main method gets
     * @return the running child; close it
     * @throws IOException if it cannot be started
     */
    public ChildJvm start(String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, main));
      command.addAll(List.of(arguments));
      ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
      process.environment().putAll(variables);
      return new ChildJvm(process.start());
    }
  }

  /**
   * Waits until it has printed a line that begins with these words.
   *
   * @param words how the line begins
   * @return the line
   * @throws IOException if its output cannot be read
   * @throws InterruptedException if the calling thread is interrupted
   * @throws AssertionError if it ends before, or a minute passes
   */
  public String awaitLine(String words) throws IOException, InterruptedException {
    for (long left = PATIENCE.toMillis() / LOOK_MILLIS; left > 0; left--) {
      boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      for (String line : output().split("\n", -1)) {
        if (line.startsWith(words)) {
          return line;
        }
      }
      if (ended) {
        break;
      }
    }
    throw new AssertionError(
        "the child printed no line \"%s…\", but:%n%s".formatted(words, output()));
  }

  /**
   * Returns what it has printed.
   *
   * @return the text so far, of both streams
   * @throws IOException if it cannot be read
   */
  public String output() throws IOException {
    InputStream in = process.getInputStream();
    for (int more = in.available(); more > 0; more = in.available()) {
      printed.write(in.readNBytes(more));
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /**
   * Returns the process.
   *
   * @return its number
   */
  public long pid() {
    return process.pid();
  }

  /** Tells it to end, by SIGTERM. */
  public void terminate() {
    signal(ProcessHandle::destroy);
  }

  /** Ends it at once, by SIGKILL. */
  public void kill() {
    signal(ProcessHandle::destroyForcibly);
  }

  /** The process itself would close its output at once. */
  private void signal(Predicate<ProcessHandle> way) {
    if (!way.test(process.toHandle()) && process.isAlive()) {
      throw new IllegalStateException("the child " + pid() + " cannot be told to end");
    }
  }

  /**
   * Waits until it has ended, a minute at the most.
   *
   * @return its exit code
   * @throws IOException if its output cannot be read
   * @throws InterruptedException if the calling thread is interrupted
   * @throws AssertionError if it does not end in that time
   */
  public int exitCode() throws IOException, InterruptedException {
    return exitCode(PATIENCE);
  }

  /**
   * Waits until it has ended.
   *
   * @param longest how long to wait
   * @return its exit code
   * @throws IOException if its output cannot be read
   * @throws InterruptedException if the calling thread is interrupted
   * @throws AssertionError if it does not end in that time
   */
  public int exitCode(Duration longest) throws IOException, InterruptedException {
    for (long left = longest.toMillis() / LOOK_MILLIS; left > 0; left--) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      output();
    }
    throw new AssertionError("the child did not end within %s:%n%s".formatted(longest, output()));
  }

  /** Ends it at once if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
