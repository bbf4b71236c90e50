package io.kubernaut.core.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known about the virtual machine and about what is around it, found without asking the
 * network. Facts that are not there are empty; finding them never fails.
 *
 * @param environment where the process runs
 * @param evidence what that was concluded from, in sentences
 * @param jvm the virtual machine
 * @param limits what the process may use
 * @param pod the Kubernetes pod, if there is one
 * @param unit the systemd unit, if there is one
 */
public record HostFacts(
    Environment environment,
    List<String> evidence,
    Jvm jvm,
    Limits limits,
    Optional<Pod> pod,
    Optional<Unit> unit) {

  /**
   * Copies the list.
   *
   * @param environment where the process runs
   * @param evidence what that was concluded from, in sentences
   * @param jvm the virtual machine
   * @param limits what the process may use
   * @param pod the Kubernetes pod, if there is one
   * @param unit the systemd unit, if there is one
   */
  public HostFacts {
    evidence = List.copyOf(evidence);
  }

  /**
   * Finds the facts about this process.
   *
   * @return the facts
   */
  public static HostFacts detect() {
    return detect(Path.of("/"), System.getenv());
  }

  /**
   * Finds the facts in a tree of files and a set of environment variables.
   *
   * @param root what stands for the root of the file system
   * @param variables the environment variables
   * @return the facts
   */
  public static HostFacts detect(Path root, Map<String, String> variables) {
    return new HostProbe(root, variables).facts();
  }

  Optional<Path> terminationLog() {
    return pod.flatMap(Pod::terminationLog);
  }

  /** Where a process runs. */
  public enum Environment {
    /** In a pod. */
    KUBERNETES,
    /** In a container that is not part of a pod. */
    CONTAINER,
    /** As a unit of systemd. */
    SYSTEMD,
    /** On a plain operating system. */
    BARE
  }

  /**
   * The virtual machine.
   *
   * @param version the Java version, for example {@code 17.0.9}
   * @param vendor who built it
   * @param name what it is called
   * @param processors how many processors it counts on
   * @param maxHeapBytes what the heap grows to
   * @param pid the process
   */
  public record Jvm(
      String version, String vendor, String name, int processors, long maxHeapBytes, long pid) {}

  /**
   * What the process may use, from its control group.
   *
   * @param cgroupVersion 1 or 2, or 0 if there is none
   * @param cores processor time in cores, empty if unlimited; the smallest of all groups around the
   *     process
   * @param memoryBytes memory, empty if unlimited; the smallest of all groups around the process
   */
  public record Limits(int cgroupVersion, OptionalDouble cores, OptionalLong memoryBytes) {}

  /**
   * A Kubernetes pod, as the downward API describes it.
   *
   * @param name the pod's name
   * @param namespace its namespace
   * @param ip its address
   * @param node the node it runs on
   * @param labels its labels, from {@code /etc/podinfo/labels}
   * @param annotations its annotations, from {@code /etc/podinfo/annotations}
   * @param terminationLog the file for the container's last words, if there is one
   */
  public record Pod(
      Optional<String> name,
      Optional<String> namespace,
      Optional<String> ip,
      Optional<String> node,
      Map<String, String> labels,
      Map<String, String> annotations,
      Optional<Path> terminationLog) {

    /**
     * Copies the maps.
     *
     * @param name the pod's name
     * @param namespace its namespace
     * @param ip its address
     * @param node the node it runs on
     * @param labels its labels
     * @param annotations its annotations
     * @param terminationLog the file for the container's last words
     */
    public Pod {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * A systemd unit.
   *
   * @param name the unit's name, for example {@code orders.service}
   * @param invocationId the identifier of this run
   * @param notifySocket where systemd wants to be told that the service is ready
   * @param watchdog how often systemd wants a sign of life
   */
  public record Unit(
      Optional<String> name,
      Optional<String> invocationId,
      Optional<String> notifySocket,
      Optional<java.time.Duration> watchdog) {}
}
