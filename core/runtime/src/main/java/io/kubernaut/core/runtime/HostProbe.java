package io.kubernaut.core.runtime;

import io.kubernaut.core.runtime.HostFacts.Environment;
import io.kubernaut.core.runtime.HostFacts.Jvm;
import io.kubernaut.core.runtime.HostFacts.Pod;
import io.kubernaut.core.runtime.HostFacts.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the facts about the host, from the surest sign of an environment to the weakest. */
final class HostProbe {

  private static final String SERVICE_ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";
  private static final List<String> CONTAINER_MARKS = List.of(".dockerenv", "run/.containerenv");
  private static final List<String> CONTAINER_GROUPS =
      List.of("docker", "kubepods", "containerd", "libpod", "crio", "lxc");

  private final Path root;
  private final Map<String, String> variables;
  private final Cgroups cgroups;
  private final List<String> evidence = new ArrayList<>();

  HostProbe(Path root, Map<String, String> variables) {
    this.root = root;
    this.variables = variables;
    this.cgroups = new Cgroups(root);
  }

  HostFacts facts() {
    Environment environment = environment();
    Optional<Pod> pod =
        environment == Environment.KUBERNETES ? Optional.of(pod()) : Optional.empty();
    Optional<Unit> unit =
        variable("INVOCATION_ID").isPresent() ? Optional.of(unit()) : Optional.empty();
    return new HostFacts(environment, evidence, jvm(), cgroups.limits(), pod, unit);
  }

  private Environment environment() {
    if (inPod()) {
      return Environment.KUBERNETES;
    }
    if (inContainer()) {
      return Environment.CONTAINER;
    }
    if (inUnit()) {
      return Environment.SYSTEMD;
    }
    evidence.add("no sign of Kubernetes, a container or systemd");
    return Environment.BARE;
  }

  private boolean inPod() {
    sign(variable("KUBERNETES_SERVICE_HOST").isPresent(), "KUBERNETES_SERVICE_HOST is set");
    sign(
        Files.exists(root.resolve(SERVICE_ACCOUNT)),
        "a service account is mounted at /" + SERVICE_ACCOUNT);
    return !evidence.isEmpty();
  }

  private boolean inContainer() {
    sign(variable("container").isPresent(), "the variable \"container\" is set");
    for (String mark : CONTAINER_MARKS) {
      sign(Files.exists(root.resolve(mark)), "/" + mark + " exists");
    }
    for (String word : CONTAINER_GROUPS) {
      sign(cgroups.isInside(word), "a control group around the process is named after " + word);
    }
    return !evidence.isEmpty();
  }

  private boolean inUnit() {
    sign(variable("INVOCATION_ID").isPresent(), "INVOCATION_ID is set");
    sign(variable("NOTIFY_SOCKET").isPresent(), "NOTIFY_SOCKET is set");
    return !evidence.isEmpty();
  }

  private void sign(boolean found, String sentence) {
    if (found) {
      evidence.add(sentence);
    }
  }

  private static Jvm jvm() {
    Runtime runtime = Runtime.getRuntime();
    return new Jvm(
        Runtime.version().toString(),
        System.getProperty("java.vm.vendor", ""),
        System.getProperty("java.vm.name", ""),
        runtime.availableProcessors(),
        runtime.maxMemory(),
        ProcessHandle.current().pid());
  }

  private Pod pod() {
    Path log = root.resolve("dev/termination-log");
    return new Pod(
        variable("POD_NAME").or(() -> info("name")).or(() -> variable("HOSTNAME")),
        variable("POD_NAMESPACE")
            .or(() -> info("namespace"))
            .or(() -> text(root.resolve(SERVICE_ACCOUNT).resolve("namespace"))),
        variable("POD_IP"),
        variable("NODE_NAME"),
        pairs("labels"),
        pairs("annotations"),
        Files.isWritable(log) ? Optional.of(log) : Optional.empty());
  }

  private Optional<String> info(String file) {
    return text(root.resolve("etc/podinfo").resolve(file));
  }

  /** Reads lines of the form {@code key="value"}, as the downward API writes them. */
  private Map<String, String> pairs(String file) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : info(file).orElse("").lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        pairs.put(line.substring(0, equals), GoText.unquote(line.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private Unit unit() {
    return new Unit(
        cgroups.unit(),
        variable("INVOCATION_ID"),
        variable("NOTIFY_SOCKET"),
        variable("WATCHDOG_USEC").flatMap(HostProbe::micros));
  }

  private static Optional<Duration> micros(String text) {
    try {
      return Optional.of(Duration.of(Long.parseLong(text), ChronoUnit.MICROS));
    } catch (NumberFormatException ignoredNoNumber) {
      return Optional.empty();
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private static Optional<String> text(Path file) {
    return Cgroups.text(file);
  }
}
