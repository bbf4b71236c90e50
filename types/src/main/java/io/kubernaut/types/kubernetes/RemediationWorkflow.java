package io.kubernaut.types.kubernetes;

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
 * A workflow that the catalogue offers.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code RemediationWorkflow}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "remediation-workflow", version = 1)
public record RemediationWorkflow(
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
   * @param kind {@code RemediationWorkflow}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public RemediationWorkflow {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted.
   *
   * @param version its version
   * @param actionType what it does
   * @param labels when it fits
   * @param execution the engine and what it runs
   * @param parameters what it is given
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable String version,
      @Nullable String actionType,
      Map<String, RawJson> labels,
      @Nullable RawJson execution,
      List<RawJson> parameters,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param version its version
     * @param actionType what it does
     * @param labels when it fits
     * @param execution the engine and what it runs
     * @param parameters what it is given
     * @param extra fields this version does not know
     */
    public Spec {
      labels = Frozen.map(labels);
      parameters = Frozen.list(parameters);
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param catalogStatus whether it may be used
   * @param contentHash the hash of its content
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<CatalogStatus> catalogStatus,
      @Nullable String contentHash,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param catalogStatus whether it may be used
     * @param contentHash the hash of its content
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
