/**
 * Disks for tests: {@link io.kubernaut.core.storage.simulation.SimulatedDisk} loses what was not
 * forced, {@link io.kubernaut.core.storage.simulation.FaultyStorage} fails when told to.
 */
package io.kubernaut.core.storage.simulation;
