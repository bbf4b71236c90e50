/** Health in JMX: a bean, and notifications of what happens. */
package io.kubernaut.health.checks.jmx;
