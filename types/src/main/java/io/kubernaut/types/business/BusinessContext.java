package io.kubernaut.types.business;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom something belongs to and what it is worth, from the labels {@code kubernaut.ai/*}.
 *
 * <p>Each value is taken from the resource, else from its namespace, else from the defaults. What
 * is not given at all is missing, and {@code managed} is false: nothing is touched that did not opt
 * in. A word that is not known is kept, and named by {@link #unknown()}. Words are compared without
 * regard to case; a blank label counts as none.
 *
 * @param managed whether Kubernaut may act on it
 * @param environment what the installation is for
 * @param businessUnit the part of the business
 * @param owner who answers for the service
 * @param criticality how much depends on it
 * @param slaTier what was promised
 * @param priority how soon its problems are dealt with
 * @param costCenter who pays
 * @param sources where each value was found, by label
 * @param unknown labels with words that are not known
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "business-context", version = 1)
public record BusinessContext(
    boolean managed,
    @Nullable Open<Environment> environment,
    @Nullable @Size(max = 63) String businessUnit,
    @Nullable @Size(max = 63) String owner,
    @Nullable Open<Criticality> criticality,
    @Nullable Open<SlaTier> slaTier,
    @Nullable Open<Priority> priority,
    @Nullable @Size(max = 63) String costCenter,
    Map<String, LabelSource> sources,
    Map<String, String> unknown,
    @Extra Map<String, RawJson> extra) {

  /** What all labels begin with. */
  public static final String PREFIX = "kubernaut.ai/";

  /**
   * Copies the collections.
   *
   * @param managed whether Kubernaut may act on it
   * @param environment what the installation is for
   * @param businessUnit the part of the business
   * @param owner who answers for the service
   * @param criticality how much depends on it
   * @param slaTier what was promised
   * @param priority how soon its problems are dealt with
   * @param costCenter who pays
   * @param sources where each value was found, by label
   * @param unknown labels with words that are not known
   * @param extra fields this version does not know
   */
  public BusinessContext {
    sources = Frozen.map(sources);
    unknown = Frozen.map(unknown);
    extra = Frozen.map(extra);
  }

  /**
   * Resolves labels.
   *
   * @param resource the resource's labels
   * @param namespace its namespace's labels
   * @param defaults labels that hold where neither has them
   * @return what they say
   */
  public static BusinessContext resolve(
      Map<String, String> resource, Map<String, String> namespace, Map<String, String> defaults) {
    LabelResolution labels = new LabelResolution(resource, namespace, defaults);
    return new BusinessContext(
        labels.flag("managed"),
        labels.word("environment", Environment.class),
        labels.text("business-unit"),
        labels.text("service-owner", "owner"),
        labels.word("criticality", Criticality.class),
        labels.word("sla-tier", SlaTier.class),
        labels.word("priority", Priority.class),
        labels.text("cost-center"),
        labels.sources(),
        labels.unknown(),
        Map.of());
  }
}
