/**
 * Kubernetes objects: metadata, conditions, selectors, the core kinds that the SDK works with, and
 * Kubernaut's own resources with their phases.
 *
 * <pre>{@code
 * KubernetesObject object = Manifests.yaml(bytes);
 * if (object instanceof Deployment deployment && deployment.isRolledOut()) {
 *   List<Condition> now =
 *       Condition.of("Ready", TRUE, "RolledOut", "3 of 3").put(conditions, clock.now());
 * }
 * }</pre>
 *
 * <p>A type has the fields that the SDK uses; all others are kept as they came, so an object can be
 * read, changed and written back. Words such as phases are {@linkplain
 * io.kubernaut.types.schema.Open open}: one of a later version is kept. Names are in the form of
 * the Kubernetes API, so {@code io.kubernaut.types.kubernetes.Pod} reads what {@code kubectl get
 * pod -o yaml} prints. Times are UTC, durations whole seconds as the API has them.
 */
package io.kubernaut.types.kubernetes;
