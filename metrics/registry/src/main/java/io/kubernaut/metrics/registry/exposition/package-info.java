/** How metrics leave the process as text and bytes, and how text is read back. */
package io.kubernaut.metrics.registry.exposition;
