package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.ResourceRequirements;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a pod is treated when its node is short of memory.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/">Quality of service</a>
 */
public enum QosClass {
  /** Every container's requests for cpu and memory are its limits: evicted last. */
  @JsonProperty("Guaranteed")
  GUARANTEED,
  /** Something is requested or limited. */
  @JsonProperty("Burstable")
  BURSTABLE,
  /** Nothing is: evicted first. */
  @JsonProperty("BestEffort")
  BEST_EFFORT;

  private static final List<String> COUNTED = List.of("cpu", "memory");

  /**
   * Returns the class of a pod.
   *
   * @param containers its containers
   * @return the class
   */
  static QosClass of(List<Pod.Container> containers) {
    List<ResourceRequirements> all =
        containers.stream().flatMap(container -> Stream.ofNullable(container.resources())).toList();
    boolean asksForNothing =
        all.stream().allMatch(each -> COUNTED.stream().allMatch(r -> each.request(r).isEmpty()));
    if (asksForNothing) {
      return BEST_EFFORT;
    }
    boolean isFixed = all.size() == containers.size() && all.stream().allMatch(QosClass::isFixed);
    return isFixed ? GUARANTEED : BURSTABLE;
  }

  private static boolean isFixed(ResourceRequirements resources) {
    return COUNTED.stream()
        .allMatch(
            resource ->
                resources
                    .limit(resource)
                    .filter(
                        limit -> resources.request(resource).orElse(limit).compareTo(limit) == 0)
                    .isPresent());
  }
}
