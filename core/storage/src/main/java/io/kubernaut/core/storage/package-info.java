/**
 * The seam to files: {@link io.kubernaut.core.storage.Storage} is what the house reads and writes
 * through, so that a test can put a simulated or a faulty disk in the place of the real one.
 */
package io.kubernaut.core.storage;
