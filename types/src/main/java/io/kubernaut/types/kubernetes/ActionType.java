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
 * A kind of action that workflows take.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code ActionType}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "action-type", version = 1)
public record ActionType(
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
   * @param kind {@code ActionType}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public ActionType {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted.
   *
   * @param name its name
   * @param description what it does, when to use it and when not
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable String name, @Nullable RawJson description, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name its name
     * @param description what it does, when to use it and when not
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param catalogStatus whether it may be used
   * @param activeWorkflowCount how many workflows take it
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<CatalogStatus> catalogStatus,
      @Nullable Integer activeWorkflowCount,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param catalogStatus whether it may be used
     * @param activeWorkflowCount how many workflows take it
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
