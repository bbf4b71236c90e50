package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every object has.
 *
 * <p>Names are not checked on reading: what a cluster serves is taken as it is. {@link ObjectNames}
 * checks what is to be created.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/">
 *     ObjectMeta</a>
 * @param name unique in the namespace, for its kind
 * @param generateName what the server makes a name from
 * @param namespace the namespace; none for cluster-wide kinds
 * @param uid unique in space and time
 * @param resourceVersion changes with every change; only compare for equality
 * @param generation counts changes of the wanted state
 * @param creationTimestamp when it was created
 * @param deletionTimestamp when it is to go
 * @param labels what it is selected by
 * @param annotations what tools note on it
 * @param ownerReferences what it goes with
 * @param finalizers who must agree before it goes
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "object-meta", version = 1)
public record ObjectMeta(
    @Nullable String name,
    @Nullable String generateName,
    @Nullable String namespace,
    @Nullable String uid,
    @Nullable String resourceVersion,
    @Nullable Long generation,
    @Nullable Instant creationTimestamp,
    @Nullable Instant deletionTimestamp,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<OwnerReference> ownerReferences,
    List<String> finalizers,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name unique in the namespace, for its kind
   * @param generateName what the server makes a name from
   * @param namespace the namespace; none for cluster-wide kinds
   * @param uid unique in space and time
   * @param resourceVersion changes with every change; only compare for equality
   * @param generation counts changes of the wanted state
   * @param creationTimestamp when it was created
   * @param deletionTimestamp when it is to go
   * @param labels what it is selected by
   * @param annotations what tools note on it
   * @param ownerReferences what it goes with
   * @param finalizers who must agree before it goes
   * @param extra fields this version does not know
   */
  public ObjectMeta {
    labels = Frozen.map(labels);
    annotations = Frozen.map(annotations);
    ownerReferences = Frozen.list(ownerReferences);
    finalizers = Frozen.list(finalizers);
    extra = Frozen.map(extra);
  }

  /**
   * Returns the metadata of an object that is to be created.
   *
   * @param namespace the namespace
   * @param name the name
   * @return metadata with nothing else
   */
  public static ObjectMeta of(String namespace, String name) {
    return new ObjectMeta(
        name, null, namespace, null, null, null, null, null, Map.of(), Map.of(), List.of(),
        List.of(), Map.of());
  }

  /**
   * Returns the same metadata with other labels.
   *
   * @param labels what it is selected by
   * @return new metadata
   */
  public ObjectMeta labels(Map<String, String> labels) {
    return new ObjectMeta(
        name,
        generateName,
        namespace,
        uid,
        resourceVersion,
        generation,
        creationTimestamp,
        deletionTimestamp,
        labels,
        annotations,
        ownerReferences,
        finalizers,
        extra);
  }

  /**
   * Returns the owner that controls this object.
   *
   * @return at most one
   */
  public Optional<OwnerReference> controller() {
    return ownerReferences.stream()
        .filter(owner -> Boolean.TRUE.equals(owner.controller()))
        .findFirst();
  }
}
