package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An installation of Kubernaut, as the operator keeps it.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code Kubernaut}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "kubernaut-installation", version = 1)
public record KubernautInstallation(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Nullable Status status,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code kubernaut.ai/v1alpha1}
   * @param kind {@code Kubernaut}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public KubernautInstallation {
    extra = Frozen.map(extra);
  }

  /** Where an installation stands. */
  public enum Phase {
    /** The description is checked. */
    @JsonProperty("Validating")
    VALIDATING,
    /** The database is brought up to date. */
    @JsonProperty("Migrating")
    MIGRATING,
    /** Services are rolled out. */
    @JsonProperty("Deploying")
    DEPLOYING,
    /** It works. */
    @JsonProperty("Running")
    RUNNING,
    /** Some of it works. */
    @JsonProperty("Degraded")
    DEGRADED,
    /** It does not work. */
    @JsonProperty("Error")
    ERROR
  }

  /**
   * What is wanted.
   *
   * @param monitoring what is measured
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(@Nullable RawJson monitoring, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param monitoring what is measured
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param phase where it stands
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase, List<Condition> conditions, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
