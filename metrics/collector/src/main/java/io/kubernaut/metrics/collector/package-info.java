/** From the registry into the store: {@link io.kubernaut.metrics.collector.Collector}. */
package io.kubernaut.metrics.collector;
