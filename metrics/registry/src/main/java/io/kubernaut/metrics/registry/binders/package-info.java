/** Metrics of the virtual machine, the process, the machine, its control group and components. */
package io.kubernaut.metrics.registry.binders;
