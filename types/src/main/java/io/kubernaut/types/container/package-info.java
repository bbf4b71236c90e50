/**
 * What runs in containers: image references and digests, the states of containers and what exit
 * codes mean, resource requests and limits, one outcome for every kind of run, and package URLs.
 *
 * <pre>{@code
 * ImageReference image = ImageReference.parse("registry.local:5000/team/orders:1.4");
 * image.tag();                                    // Optional[1.4]
 * image.packageUrl();                             // pkg:oci/orders@…, if it has a digest
 *
 * new ExitCode(137).meaning();                    // killed (SIGKILL): often for lack of memory, …
 * state.status().failure();                       // OUT_OF_MEMORY
 * AnsibleState.SUCCESSFUL.status(null).outcome(); // SUCCEEDED
 * }</pre>
 *
 * <p>Sources: the grammar of references is that of <a
 * href="https://github.com/distribution/reference">distribution/reference</a>; quantities follow <a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Kubernetes</a>;
 * package URLs are ECMA-427.
 */
package io.kubernaut.types.container;
