/**
 * What runs in containers: image references and digests.
 *
 * <pre>{@code
 * ImageReference image = ImageReference.parse("registry.local:5000/team/orders:1.4");
 * image.tag();   // Optional[1.4]
 * }</pre>
 */
package io.kubernaut.types.container;
