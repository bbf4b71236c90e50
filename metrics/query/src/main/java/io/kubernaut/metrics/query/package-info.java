/** PromQL over any source of series: {@link io.kubernaut.metrics.query.PromQl} is the door. */
package io.kubernaut.metrics.query;
