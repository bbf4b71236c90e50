package io.kubernaut;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the deployment has set, as system properties or environment variables. */
final class Settings {

  static final Key PORT = new Key("kubernaut.http.port", "KUBERNAUT_HTTP_PORT");
  static final Key ADDRESS = new Key("kubernaut.http.address", "KUBERNAUT_HTTP_ADDRESS");
  static final Key DATA = new Key("kubernaut.data.directory", "KUBERNAUT_DATA_DIRECTORY");

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

  /** A literal address: a name would have to be looked up, which takes its time. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final Function<String, @Nullable String> properties;
  private final Map<String, String> variables;

  Settings(Function<String, @Nullable String> properties, Map<String, String> variables) {
    this.properties = properties;
    this.variables = variables;
  }

  static Settings ofProcess() {
    return new Settings(System::getProperty, System.getenv());
  }

  static boolean isPort(int number) {
    return number >= 0 && number <= HIGHEST_PORT;
  }

  /**
   * The name of a setting.
   *
   * @param property the system property, which counts more
   * @param variable the environment variable
   */
  record Key(String property, String variable) {}

  /** What was set, and where. */
  private record Setting(String source, String value) {

    String problem(String rule) {
      return "  %s = %s    %s".formatted(source, value, rule);
    }
  }

  /**
   * What HTTP is to be.
   *
   * @param wanted whether it is asked for from the start
   * @param port the port, once it is asked for, 0 for a free one
   * @param address where to listen; the loopback address if it is empty
   */
  record Http(boolean wanted, int port, Optional<InetAddress> address) {}

  /**
   * Returns what HTTP is to be, from what the deployment has set, and else from the code.
   *
   * @throws IllegalArgumentException for whatever is no port or no address, all together
   */
  Http http(OptionalInt port, Optional<InetAddress> address) {
    List<String> problems = new ArrayList<>();
    find(DATA).ifPresent(set -> place(set, problems)); // all that is wrong is named together
    OptionalInt wanted = find(PORT).map(set -> port(set, problems)).orElse(port);
    Optional<InetAddress> listen = find(ADDRESS).map(set -> address(set, problems)).orElse(address);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "%d %s set by the deployment cannot be used:%n%s"
              .formatted(
                  problems.size(),
                  problems.size() == 1 ? "value" : "values",
                  String.join(System.lineSeparator(), problems)));
    }
    int used = wanted.orElse(port.orElse(KubernautBuilder.STANDARD_PORT));
    return new Http(wanted.isPresent(), used, listen);
  }

  /** Tells whether the service runs in a pod. */
  boolean inKubernetes() {
    return variables.containsKey("KUBERNETES_SERVICE_HOST");
  }

  /** Returns where history is kept: where the deployment wants it, and else as the code says. */
  Keeping.Place place(Keeping.Place code) {
    return find(DATA).map(set -> place(set, new ArrayList<>())).orElse(code);
  }

  private static Keeping.Place place(Setting set, List<String> problems) {
    if (set.value.equalsIgnoreCase("off")) {
      return new Keeping.Place.Off();
    }
    if (set.value.equalsIgnoreCase(Keeping.MEMORY)) {
      return new Keeping.Place.Memory();
    }
    try {
      return new Keeping.Place.Directory(Path.of(set.value));
    } catch (InvalidPathException noPath) {
      problems.add(set.problem("must be a directory, memory, or off"));
      return new Keeping.Place.Off();
    }
  }

  private Optional<Setting> find(Key key) {
    return setting("system property " + key.property, properties.apply(key.property))
        .or(() -> setting("environment variable " + key.variable, variables.get(key.variable)));
  }

  /** An empty value is what a template leaves of a variable that nobody has set. */
  private static Optional<Setting> setting(String source, @Nullable String value) {
    return value == null || value.isBlank()
        ? Optional.empty()
        : Optional.of(new Setting(source, value.strip()));
  }

  private static OptionalInt port(Setting set, List<String> problems) {
    if (set.value.equalsIgnoreCase("off")) {
      return OptionalInt.empty();
    }
    if (NUMBER.matcher(set.value).matches() && isPort(Integer.parseInt(set.value))) {
      return OptionalInt.of(Integer.parseInt(set.value));
    }
    problems.add(set.problem("must be a port from 1 to 65535, 0 for a free one, or off"));
    return OptionalInt.empty();
  }

  private static Optional<InetAddress> address(Setting set, List<String> problems) {
    try {
      if (LITERAL.matcher(set.value).matches()) {
        return Optional.of(InetAddress.getByName(set.value));
      }
    } catch (UnknownHostException ignoredNoAddress) {
      // Said below, as for what does not look like one.
    }
    problems.add(set.problem("must be an IP address, for example 127.0.0.1 or 0.0.0.0"));
    return Optional.empty();
  }
}
