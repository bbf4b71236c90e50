/**
 * A registry in JMX: how full it is and what it costs, and on demand a bean for each metric.
 *
 * <pre>{@code
 * MetricBeans jmx = MetricBeans.readOnly(registry, platform.beans());
 * jmx.show("http.requests");        // io.kubernaut:type=Meter,platform=orders,name=http_requests
 * }</pre>
 */
package io.kubernaut.metrics.registry.jmx;
