package io.kubernaut.types.container;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import io.kubernaut.types.value.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * What a container asks for and what it may use at most, by resource: {@code cpu} in cores, {@code
 * memory} in bytes, and others.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resource
 *     management</a>
 * @param limits what it may use at most
 * @param requests what is set aside for it
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "resource-requirements", version = 1)
public record ResourceRequirements(
    Map<String, Quantity> limits, Map<String, Quantity> requests, @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param limits what it may use at most
   * @param requests what is set aside for it
   * @param extra fields this version does not know
   */
  public ResourceRequirements {
    limits = Frozen.map(limits);
    requests = Frozen.map(requests);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    requests.forEach(
        (resource, request) -> {
          Quantity limit = limits.get(resource);
          if (limit != null && request.compareTo(limit) > 0) {
            found.add(
                "/requests/" + resource,
                request,
                "must be at most the limit " + limit,
                "Lower it, or raise the limit.");
          }
        });
  }

  /**
   * Returns what is set aside of a resource: the request, or the limit where there is no request.
   *
   * @param resource for example {@code cpu}
   * @return the quantity; empty if neither is given
   */
  public Optional<Quantity> request(String resource) {
    return Optional.ofNullable(requests.getOrDefault(resource, limits.get(resource)));
  }

  /**
   * Returns what may be used of a resource.
   *
   * @param resource for example {@code memory}
   * @return the limit, if there is one
   */
  public Optional<Quantity> limit(String resource) {
    return Optional.ofNullable(limits.get(resource));
  }
}
