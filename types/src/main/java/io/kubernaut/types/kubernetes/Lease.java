package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds something, and for how long.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/">Lease</a>
 * @param apiVersion {@code coordination.k8s.io/v1}
 * @param kind {@code Lease}
 * @param metadata name, labels and so on
 * @param spec who holds it
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "lease", version = 1)
public record Lease(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code coordination.k8s.io/v1}
   * @param kind {@code Lease}
   * @param metadata name, labels and so on
   * @param spec who holds it
   * @param extra fields this version does not know
   */
  public Lease {
    extra = Frozen.map(extra);
  }

  /**
   * Who holds a lease.
   *
   * @param holderIdentity who holds it
   * @param leaseDurationSeconds how long others wait after the last renewal, in seconds
   * @param acquireTime when it was taken
   * @param renewTime when it was last renewed
   * @param leaseTransitions how often it went from one to another
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable String holderIdentity,
      @Nullable Integer leaseDurationSeconds,
      @Nullable MicroTime acquireTime,
      @Nullable MicroTime renewTime,
      @Nullable Integer leaseTransitions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param holderIdentity who holds it
     * @param leaseDurationSeconds how long others wait after the last renewal, in seconds
     * @param acquireTime when it was taken
     * @param renewTime when it was last renewed
     * @param leaseTransitions how often it went from one to another
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * Tells whether somebody holds it.
   *
   * @param now the time
   * @return true from the last renewal until the duration is over
   */
  public boolean isHeld(Instant now) {
    if (spec == null
        || spec.holderIdentity() == null
        || spec.holderIdentity().isEmpty()
        || spec.renewTime() == null
        || spec.leaseDurationSeconds() == null) {
      return false;
    }
    return now.isBefore(spec.renewTime().instant().plusSeconds(spec.leaseDurationSeconds()));
  }
}
