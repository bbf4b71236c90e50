package io.kubernaut.metrics.registry.binders;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a process uses, or several together. What a process does not tell is empty; a sum is over
 * those that tell.
 *
 * @param cpuSeconds processor time since it began
 * @param cores processor time per second between the last two readings; empty at the first
 * @param memoryBytes resident memory
 * @param memoryLimitBytes the memory it may use
 * @param diskReadBytes what it had read from disks since it began
 * @param diskWrittenBytes what it had written to disks since it began
 * @param receivedBytes IP traffic received in its network namespace
 * @param sentBytes IP traffic sent in its network namespace
 * @param throttledSeconds time for which its control group was stopped
 */
public record ResourceUse(
    OptionalDouble cpuSeconds,
    OptionalDouble cores,
    OptionalDouble memoryBytes,
    OptionalDouble memoryLimitBytes,
    OptionalDouble diskReadBytes,
    OptionalDouble diskWrittenBytes,
    OptionalDouble receivedBytes,
    OptionalDouble sentBytes,
    OptionalDouble throttledSeconds) {

  /** The use of nobody: all is empty. */
  public static final ResourceUse NOTHING = of(name -> OptionalDouble.empty());

  /** Reads the families of this package, which are those of Prometheus's client libraries. */
  static ResourceUse of(Function<String, OptionalDouble> family) {
    return new ResourceUse(
        family.apply("process_cpu_seconds_total"),
        OptionalDouble.empty(),
        family.apply("process_resident_memory_bytes"),
        family.apply("cgroup_memory_limit_bytes"),
        family.apply("process_disk_read_bytes_total"),
        family.apply("process_disk_written_bytes_total"),
        family.apply("process_network_receive_bytes_total"),
        family.apply("process_network_transmit_bytes_total"),
        family.apply("cgroup_cpu_cfs_throttled_seconds_total"));
  }

  ResourceUse withCores(OptionalDouble now) {
    return new ResourceUse(
        cpuSeconds,
        now,
        memoryBytes,
        memoryLimitBytes,
        diskReadBytes,
        diskWrittenBytes,
        receivedBytes,
        sentBytes,
        throttledSeconds);
  }

  /**
   * Adds what another uses.
   *
   * @param other its use
   * @return the use of both
   */
  public ResourceUse plus(ResourceUse other) {
    return new ResourceUse(
        sum(cpuSeconds, other.cpuSeconds),
        sum(cores, other.cores),
        sum(memoryBytes, other.memoryBytes),
        sum(memoryLimitBytes, other.memoryLimitBytes),
        sum(diskReadBytes, other.diskReadBytes),
        sum(diskWrittenBytes, other.diskWrittenBytes),
        sum(receivedBytes, other.receivedBytes),
        sum(sentBytes, other.sentBytes),
        sum(throttledSeconds, other.throttledSeconds));
  }

  private static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return OptionalDouble.of(one.getAsDouble() + other.getAsDouble());
  }
}
